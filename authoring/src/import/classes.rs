//! What kind of failure words speak of. In: texts of an error row, English or Chinese. Out: class and advice, guessed.

/// A guess about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guess {
    pub(crate) class: &'static str,
    pub(crate) retry: Option<&'static str>,
}

/// Words by class; the first row with a word in the text counts. `|` parts the words, `+` joins those that must all be
/// there, and `!` stands before one that may not. The text has a blank at each end, so that blanks bound words.
const WORDS: &[(&str, &str)] = &[
    (
        "timeout",
        "timeout|timed out|time out|too late|did not answer in time|超时|逾時",
    ),
    (
        "rate",
        "too frequent|too many request|rate limit|ratelimit|rate_limit|frequency|frequently|throttl|qps|频率|频繁|限流|流控|限频\
         |too_many_requests|request limit per|flow control|并发",
    ),
    (
        "quota",
        "quota|exceed the number|too many valid|limit exceeded|exceed+limit|exceeds the limit|insufficient balance|余额不足\
         |配额|额度|超过最大|上限|数量超|超出限制|欠费|arrears|out of stock|resource limit|exceeded the maximum number|exceeded+number|套餐",
    ),
    (
        "auth",
        "token+expired|token+invalid|invalid+token|invalid access|access_token|access token|unauthorized\
         |unauthenticated|authenticat|not logged|unlogged|log in|log out|login|logged in|signature|usersig|签名|鉴权|未登录|登录\
         |认证|令牌|凭证|secret|password|credential|密码|密钥|secretkey|access key|accesskey|apikey|api key|appid+invalid|appkey\
         | key +invalid| key +unknown| key +revoked| key +expired| key +missing| key +wrong| sign +mismatch|certificate\
         |accesskey|验签失败|nonce|时间戳超|mfa|unregistered|registered user|invalid user|验签|token|verification code|account has been locked|账号被锁|session\
         |会话已过期",
    ),
    (
        "not_ready",
        "not ready|not prepared|being prepared|in progress|processing|处理中|进行中|准备中|未就绪|尚未完成|not finished|still running\
         |env_status|environment status",
    ),
    (
        "permission",
        "permission|forbidden|not allowed|denied|unauthorised|no access|not authorized|not permitted|no right|权限|无权|未授权\
         |禁止|黑名单|白名单|未开通|license|licence|not in the organi|不在组织|does not match the organi|blocked|disabled|封禁|冻结\
         |whitelist",
    ),
    (
        "not_found",
        "not found|not exist|notfound|notexist|no such|does not exist|no data|not existed|cannot find|unknown user|不存在\
         |未找到|找不到|没有找到|无数据|查无|无此|not be found|no +has this|no +with this\
         |unknown+!unknown err+!unknown exc+!unknown fault+!unknown param+!unknown field+!unknown reason+!unknown system|does not belong to any|has been deleted|was deleted|no longer exist\
         |nonexistent|non-existent|没有该|没有此|已删除|已被删除",
    ),
    (
        "conflict",
        "already exist|already|duplicate|conflict|has been updated|in this project|is in the project|已存在|重复|冲突|已经存在\
         |occupied| taken|closed|已关闭|exists|in use|still used|repeated|被占用|占用|重名|状态不允许|状态不符",
    ),
    (
        "caller",
        "parameter|param|argument| bad |in the past|more than|at least|at most|must |should be|invalid|illegal|malformed|missing|must not|must be|must specify|required|bad request\
         |format|json|not supported|unsupported|incorrect|wrong|mismatch|empty|too long|too large|out of range|参数|不合法\
         |非法|无效|缺少|格式|不能为空|为空|不支持|不正确|错误的|有误|过长|超长|校验|必填|cancel",
    ),
    (
        "server",
        "internal|offline|maint|does not answer|no answer|not responding|unreachable|upstream|down for|维护|升级中|离线|上游|server error|system error|server|unavailable|unknown error|try again|service error|system|系统|内部|服务异常\
         |服务器|服务不可用|网络|未知错误|服务错误|busy|繁忙|sql|database|数据库|dirty data|脏数据|something is wrong|failed|失败|exception|异常\
         |network",
    ),
];

const LATER: &[&str] = &[
    "try again later",
    "retry later",
    "later",
    "稍后",
    "稍候",
    "请重试",
    "重试",
    "try again",
    "retry",
    "busy",
    "繁忙",
    "temporarily",
    "unavailable",
    "不可用",
    "offline",
    "maint",
    "not answer",
    "no answer",
    "not respond",
    "unreachable",
    "维护",
    "离线",
];

/// A guess from the texts of a row, the most telling first; nothing where no word tells.
pub(crate) fn guess(code: &str, texts: &[&str], status: Option<u16>) -> Option<Guess> {
    let code_text = spaced(code);
    if is_success(code, texts) {
        return Some(Guess {
            class: "success",
            retry: None,
        });
    }
    let lower: Vec<String> = texts
        .iter()
        .map(|text| text.to_lowercase())
        .filter(|text| !text.trim().is_empty())
        .collect();
    let all = format!(" {} {code_text} ", lower.join(" "));
    // JSON and SQL of the server's own side are no mistake of the caller.
    let inner = [
        "sql",
        "internal",
        "内部错误",
        "系统错误",
        "系统异常",
        "dirty data",
        "脏数据",
        "system error",
        "system exception",
        "系统内部",
        "server error",
    ]
    .iter()
    .any(|word| all.contains(word))
        && !all.contains("parameter");
    let class = if inner && !has(&all, "timeout|timed out|超时") {
        "server"
    } else {
        match by_words(&all) {
            Some(class) => settled(class, status, &all),
            None => by_status(status.or_else(|| code.trim().parse().ok()))?,
        }
    };
    Some(Guess {
        class,
        retry: retry(class, &all),
    })
}

fn has(text: &str, words: &str) -> bool {
    words.split('|').any(|word| text.contains(word))
}

fn by_words(text: &str) -> Option<&'static str> {
    // What is not there is told before what is wrong with it; a wrong object is no missing one.
    let part = |part: &str| match part.strip_prefix('!') {
        Some(part) => !text.contains(part),
        None => text.contains(part),
    };
    let holds = |word: &str| word.split('+').all(part);
    let found = WORDS
        .iter()
        .find(|(_, words)| words.split('|').any(holds))?;
    match found.0 {
        // "The user name does not exist" is about a user, not about who calls; "denied" beats "token".
        "auth" if has(text, "permission|权限|无权|not authorized|未开通") => {
            Some("permission")
        }
        // What may be well later is not the caller's mistake.
        "caller" if has(text, "try again later|retry later|稍后|稍候") => Some("server"),
        class => Some(class),
    }
}

/// What words say, unless the HTTP status says clearly otherwise.
fn settled(class: &'static str, status: Option<u16>, text: &str) -> &'static str {
    match (status, class) {
        (Some(401), "conflict" | "caller" | "not_found" | "server" | "quota") => "auth",
        (Some(404), "caller" | "conflict" | "server") => "not_found",
        (Some(409), "caller" | "server") => "conflict",
        (Some(429), class) if class != "quota" => "rate",
        (Some(400), "quota") if !has(text, "quota|配额|额度|balance|余额") => "caller",
        (_, class) => class,
    }
}

fn by_status(status: Option<u16>) -> Option<&'static str> {
    Some(match status? {
        200 => return None,
        401 => "auth",
        403 => "permission",
        404 | 410 => "not_found",
        408 | 504 => "timeout",
        409 | 412 => "conflict",
        429 => "rate",
        400..=499 => "caller",
        501..=599 => "server",
        _ => return None,
    })
}

fn retry(class: &str, text: &str) -> Option<&'static str> {
    let later = LATER.iter().any(|word| text.contains(word));
    match class {
        "rate" => Some("later"),
        "timeout" => Some("same_key"),
        "not_ready" if !has(text, "status|状态") => Some("poll"),
        "auth" if has(text, "expire|过期|失效") && has(text, "token|令牌|凭证|session|会话") => {
            Some("after_auth")
        }
        "server" if later || has(text, "internal|system|系统|内部|sql|database|数据库") => {
            Some("later")
        }
        _ => None,
    }
}

/// Whether a row of the table is no failure.
pub(crate) fn is_success(code: &str, texts: &[&str]) -> bool {
    let first = texts
        .first()
        .map(|text| text.to_lowercase())
        .unwrap_or_default();
    let says = [
        "success",
        "ok",
        "succeeded",
        "executed successfully",
        "成功",
        "正常",
        "请求成功",
        "调用成功",
        "操作成功",
        "执行成功",
    ];
    let code = code.trim().to_ascii_lowercase();
    let zero = matches!(
        code.as_str(),
        "0" | "00000" | "0000" | "000000" | "200" | "ok" | "success"
    );
    zero && (first.is_empty() || says.iter().any(|word| first.contains(word)))
}

/// `InvalidParameter.Format` as words.
fn spaced(code: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in code.chars().take(200) {
        if c.is_ascii_uppercase() && lower {
            out.push(' ');
        }
        lower = c.is_ascii_lowercase();
        out.push(if matches!(c, '.' | '_' | '-') {
            ' '
        } else {
            c.to_ascii_lowercase()
        });
    }
    out
}
