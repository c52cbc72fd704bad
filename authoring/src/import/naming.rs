//! Rust names for what has none on the page. In: descriptions, titles, paths. Out: names in camel or snake case.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Chinese words of error tables and titles; longer ones first where one begins another.
const CHINESE: &[(&str, &str)] = &[
    ("不存在", "NotFound"),
    ("未找到", "NotFound"),
    ("找不到", "NotFound"),
    ("已存在", "AlreadyExists"),
    ("已经存在", "AlreadyExists"),
    ("不合法", "Invalid"),
    ("不正确", "Wrong"),
    ("不支持", "Unsupported"),
    ("不能为空", "Empty"),
    ("为空", "Empty"),
    ("不匹配", "Mismatch"),
    ("不一致", "Mismatch"),
    ("不足", "Insufficient"),
    ("不可用", "Unavailable"),
    ("未登录", "NotLoggedIn"),
    ("未授权", "Unauthorized"),
    ("没有权限", "NoPermission"),
    ("无权限", "NoPermission"),
    ("无权", "NoPermission"),
    ("密钥", "Key"),
    ("白名单", "Allowlist"),
    ("不在", "NotIn"),
    ("调用", "Call"),
    ("权限", "Permission"),
    ("参数", "Parameter"),
    ("无效", "Invalid"),
    ("非法", "Illegal"),
    ("错误", "Wrong"),
    ("缺少", "Missing"),
    ("过期", "Expired"),
    ("失效", "Expired"),
    ("超时", "Timeout"),
    ("超过", "Exceeded"),
    ("超出", "Exceeded"),
    ("限制", "Limit"),
    ("上限", "Limit"),
    ("频率", "Rate"),
    ("频繁", "TooFrequent"),
    ("次数", "Count"),
    ("系统", "System"),
    ("繁忙", "Busy"),
    ("内部", "Internal"),
    ("异常", "Fault"),
    ("失败", "Failed"),
    ("成功", "Success"),
    ("重复", "Duplicate"),
    ("冲突", "Conflict"),
    ("用户", "User"),
    ("账号", "Account"),
    ("帐号", "Account"),
    ("密码", "Password"),
    ("签名", "Signature"),
    ("令牌", "Token"),
    ("凭证", "Credential"),
    ("应用", "App"),
    ("企业", "Company"),
    ("部门", "Department"),
    ("手机号", "Phone"),
    ("手机", "Phone"),
    ("验证码", "VerificationCode"),
    ("文件", "File"),
    ("图片", "Image"),
    ("消息", "Message"),
    ("内容", "Content"),
    ("格式", "Format"),
    ("长度", "Length"),
    ("大小", "Size"),
    ("类型", "Type"),
    ("名称", "Name"),
    ("状态", "Status"),
    ("请求", "Request"),
    ("接口", "Interface"),
    ("服务器", "Server"),
    ("服务", "Service"),
    ("网络", "Network"),
    ("数据库", "Database"),
    ("数据", "Data"),
    ("订单", "Order"),
    ("商品", "Goods"),
    ("金额", "Amount"),
    ("余额", "Balance"),
    ("支付", "Payment"),
    ("退款", "Refund"),
    ("删除", "Delete"),
    ("创建", "Create"),
    ("更新", "Update"),
    ("查询", "Query"),
    ("地址", "Address"),
    ("域名", "Domain"),
    ("回调", "Callback"),
    ("模板", "Template"),
    ("标签", "Tag"),
    ("组织", "Organization"),
    ("项目", "Project"),
    ("资源", "Resource"),
    ("配额", "Quota"),
    ("额度", "Quota"),
    ("未知", "Unknown"),
    ("禁止", "Forbidden"),
    ("黑名单", "Blocked"),
    ("已被", "Already"),
    ("未", "Not"),
    ("列表", "List"),
    ("返回", "Response"),
    ("响应", "Response"),
    ("字段", "Fields"),
    ("取值", "Values"),
    ("枚举", "Values"),
];

/// Words that a name does without.
const DROPPED: &[&str] = &[
    "the", "a", "an", "is", "are", "of", "to", "be", "been", "has", "have", "was", "were", "your",
    "you", "please", "this", "that", "and", "or", "in", "on", "for", "by", "with", "it", "its",
    "do", "does", "did", "at", "from", "which", "can", "could", "may", "will", "shall", "should",
];

/// Whether names do without a word.
pub(crate) fn is_dropped(word: &str) -> bool {
    DROPPED.contains(&word.to_ascii_lowercase().as_str())
}

/// A variant name for an error, made of its text.
pub(crate) fn error(text: &str, class: Option<&str>, code: &str) -> String {
    let first = text
        .split([
            '.', '。', ',', '，', ';', '；', ':', '：', '(', '（', '\n', '!',
        ])
        .map(str::trim)
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    let made = words(first, 4);
    let telling = made.len() > 2 && made.starts_with(|c: char| c.is_ascii_uppercase());
    if telling {
        return made;
    }
    let class = class.unwrap_or("error").to_upper_camel_case();
    let digits: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{class}{digits}")
}

/// A type name for a table, made of its title.
pub(crate) fn type_of(title: &str) -> Option<String> {
    let made = words(title, 4);
    (made.len() > 1 && made.starts_with(|c: char| c.is_ascii_uppercase())).then_some(made)
}

/// The first words of a text in camel case; nothing where the text has Chinese that no word is known for.
fn words(text: &str, most: usize) -> String {
    let text = super::holes::with_holes(text)
        .replace("%s", " ")
        .replace(" log in", " login")
        .replace(" log out", " logout")
        .replace("logged in", "loggedin");
    let mut english = String::new();
    let mut rest = text.as_str();
    let mut unknown = 0;
    while let Some(c) = rest.chars().next() {
        if let Some((chinese, word)) = CHINESE
            .iter()
            .find(|(chinese, _)| rest.starts_with(chinese))
        {
            english.push(' ');
            english.push_str(word);
            english.push(' ');
            rest = &rest[chinese.len()..];
            continue;
        }
        if c.is_ascii_alphanumeric() || c == '\'' {
            english.push(c);
        } else {
            unknown += usize::from(!c.is_ascii());
            english.push(' ');
        }
        rest = &rest[c.len_utf8()..];
    }
    let kept: Vec<String> = english
        .split_whitespace()
        .map(|word| word.replace('\'', ""))
        .filter(|word| !is_dropped(word) && word.len() < 40)
        .take(most)
        .collect();
    // Pages in two languages say it twice.
    let mut seen = Vec::new();
    let kept: Vec<String> = kept
        .into_iter()
        .filter(|word| {
            let word = word.to_ascii_lowercase();
            let new = !seen.contains(&word);
            seen.push(word);
            new
        })
        .collect();
    if kept.is_empty() || unknown > 2 * kept.len() {
        return String::new();
    }
    kept.join(" ").to_upper_camel_case()
}

/// The name of a type for the members of a member.
pub(crate) fn member_type(name: &str, list: bool) -> String {
    let camel = name.to_upper_camel_case();
    let camel: String = camel.chars().filter(char::is_ascii_alphanumeric).collect();
    let one = match () {
        () if !list => camel,
        () if camel.ends_with("ies") => format!("{}y", &camel[..camel.len() - 3]),
        () if ["ches", "shes", "xes", "sses"]
            .iter()
            .any(|end| camel.ends_with(end)) =>
        {
            camel[..camel.len() - 2].to_owned()
        }
        () if camel.ends_with('s') && !camel.ends_with("ss") && camel.len() > 2 => {
            camel[..camel.len() - 1].to_owned()
        }
        () => camel,
    };
    if one.starts_with(|c: char| c.is_ascii_uppercase()) {
        one
    } else {
        format!("Type{one}")
    }
}

/// The name of an operation, made of the value of the parameter that chooses it.
pub(crate) fn action(action: &str) -> Option<String> {
    Some(action.to_snake_case()).filter(|name| is_snake(name))
}

/// The name of an operation, made of its path.
pub(crate) fn operation(path: Option<&str>, method: Option<&str>) -> Option<String> {
    let parts: Vec<&str> = path?
        .split('/')
        .filter(|part| !part.is_empty() && !part.contains(['{', '}']))
        .collect();
    let telling = |part: &&&str| {
        !matches!(
            **part,
            "api"
                | "open-apis"
                | "open"
                | "rest"
                | "v1"
                | "v2"
                | "v3"
                | "v4"
                | "server"
                | "cgi-bin"
                | "sapi"
                | "fapi"
        )
    };
    let kept: Vec<&str> = parts.iter().filter(telling).copied().collect();
    let last: Vec<&str> = kept.iter().rev().take(2).rev().copied().collect();
    let verb = match method {
        Some("GET") if path.is_some_and(|path| path.ends_with('}')) => "get_",
        Some("POST") if last.len() == 1 => "post_",
        Some("PUT") => "put_",
        Some("DELETE") => "delete_",
        Some("PATCH") => "patch_",
        _ => "",
    };
    let name = format!("{verb}{}", last.join("_").to_snake_case());
    is_snake(&name).then_some(name)
}

pub(crate) fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !name.contains("__")
        && !name.ends_with('_')
}

/// Names that are taken, with the number that the next one of each gets.
#[derive(Debug, Default)]
pub(crate) struct Taken(std::collections::HashMap<String, usize>);

/// Makes a name that is not taken yet.
pub(crate) fn fresh(name: String, taken: &mut Taken) -> String {
    let mut number = taken.0.get(&name).copied().unwrap_or(1);
    let mut one = name.clone();
    while number > 1 && taken.0.contains_key(&one) || number == 1 && taken.0.contains_key(&name) {
        number += 1;
        one = format!("{name}{number}");
    }
    taken.0.insert(name, number.max(1));
    taken.0.entry(one.clone()).or_insert(1);
    one
}
