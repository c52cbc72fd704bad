//! The words of headings, English and Chinese. In: a heading. Out: the role of its column, or what its section is about.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Role, TableKind};

/// Headings that leave no doubt, as [`key`] spells them.
const ROLES: &[(Role, &str)] = &[
    (
        Role::Name,
        "name|fieldname|field|fields|parameter|parameters|parametername|param|params|paramname|attribute|attributename\
         |property|propertyname|key|keyname|argument|element|elementname|member|variable|header|headername|headerfield\
         |requestparameter|requestfield|responsefield|responseparameter|responseelement|returnfield|returnparameter\
         |queryparameter|pathparameter|bodyparameter|名称|名字|参数|参数名|参数名称|参数字段|字段|字段名|字段名称|属性|属性名|属性名称|键|键名|变量|变量名|变量名称\
         |请求参数|返回参数|返回字段|响应参数|响应字段|输入参数|输出参数|入参|出参|请求字段|请求头|响应头|头部|头域|元素|元素名称|元素名|标识|字段标识|参数标识|英文名|英文名称|成员|成员名|参数key\
         |参数值名|返回值字段|參數|參數名|參數名稱|名稱|欄位|欄位名稱|字段英文名|파라미터|필드|요소|변수|이름|이름name|parámetro|parâmetro|campo|nombre|nome|atributo|パラメータ|パラメーター|項目|フィールド|body参数|query参数|path参数|header参数",
    ),
    (
        Role::Code,
        "code|codes|errorcode|errorcodes|errcode|returncode|retcode|resultcode|responsecode|subcode|suberrorcode\
         |exceptioncode|businesscode|bizcode|errorid|errno|错误码|错误代码|错误编码|错误编号|返回码|返回代码|全局返回码|结果码|响应码|业务码|业务错误码|业务返回码\
         |子错误码|异常码|编码|代码|错误码code|错误值|返回错误码|業務碼|錯誤碼|錯誤代碼|回傳碼|错误码列表|公共错误码|状态代码|오류코드|에러코드|códigodeerror|códigodeerro|código|エラーコード",
    ),
    (
        Role::Type,
        "type|types|datatype|fieldtype|parametertype|paramtype|valuetype|variabletype|schema|类型|数据类型|参数类型|字段类型|变量类型|值类型\
         |属性类型|타입|자료형|tipo|tipodedato|tipodedado|型|データ型|類型|資料類型|数据格式",
    ),
    (
        Role::Required,
        "required|require|isrequired|mandatory|necessary|must|compulsory|requirement|必选|是否必选|必填|是否必填|必需|是否必需|必须|是否必须|必传\
         |是否必传|必要|是否必要|必填项|必选项|是否必填项|必填必选|必填选填|是否必输|必输|必選|必填與否|是否必選|要求|requiredoptional|mandatoryoptional|mo|必须项|非空|필수|필수여부|obligatorio|obrigatório|requerido|必須|必須項目",
    ),
    (
        Role::Optional,
        "optional|isoptional|nullable|可选|是否可选|可空|是否可空|是否可为空|允许为空|是否允许为空|可为空|選填|可否为空|是否为空",
    ),
    (
        Role::Location,
        "in|location|position|parameterlocation|paramlocation|passedin|passedvia|sentin|placement|位置|参数位置|所在位置|传参方式\
         |传递方式|传参位置|请求位置|参数所在位置|传入方式|位於",
    ),
    (
        Role::Example,
        "example|examples|examplevalue|sample|samplevalue|eg|sampledata|示例|示例值|样例|样例值|例子|举例|参考值|示例数据|参数示例|示例参数|样例数据\
         |取值样例|範例|取值示例|参数示例值|事例|예시|ejemplo|exemplo|例",
    ),
    (
        Role::Default,
        "default|defaults|defaultvalue|默认|默认值|缺省|缺省值|預設值|默认取值|기본값|pordefecto|padrão|デフォルト",
    ),
    (
        Role::Description,
        "description|descriptions|desc|meaning|explanation|details|detail|remark|remarks|note|notes|comment|comments\
         |instruction|instructions|summary|definition|purpose|usage|cause|reason|causes|errordescription|描述|说明|含义|备注|解释\
         |注释|意义|释义|用途|详情|描述信息|详细描述|详细说明|参数说明|参数描述|字段说明|字段描述|参数含义|字段含义|错误描述|错误说明|错误含义|错误码说明|错误码描述|返回码说明|返回码描述|说明描述|描述说明\
         |原因|错误原因|可能原因|报错原因|中文描述|中文说明|簡述|説明|說明|備註|值说明|取值说明|属性说明|功能|功能描述|接口说明|additionalinformation|설명|descripción|descrição|説明文|内容|功能说明|接口描述|接口名称|接口功能",
    ),
    (
        Role::Message,
        "message|messages|msg|errormessage|errmsg|errormsg|errormessages|returnmessage|retmsg|responsemessage\
         |resultmessage|submsg|错误信息|错误消息|返回信息|返回消息|提示信息|错误提示|报错信息|异常信息|错误内容|消息|错误提示信息|返回描述|錯誤訊息|错误文案|提示语|信息|오류메시지|메시지|mensaje|mensagem|メッセージ",
    ),
    (
        Role::Status,
        "httpcode|httpstatus|httpstatuscode|httpresponsecode|httperrorcode|statuscode|status|http状态码|http状态|http返回码\
         |http响应码|状态码|http状态代码|http|http狀態碼|httpcode状态码",
    ),
    (
        Role::Advice,
        "solution|solutions|resolution|advice|action|suggestion|suggestions|recommendation|recommendedaction\
         |suggestedaction|suggestedsolution|troubleshooting|remedy|howtofix|howtoresolve|workaround|fix|handling\
         |handlingsuggestion|解决方案|解决办法|解决方法|处理建议|排查建议|处理方法|排查方法|处理方式|处理措施|处理办法|建议|排查步骤|应对措施|修改建议|处理方案|解决建议|排查|建议处理方式\
         |處理方式|排错建议|排查方案|措施|操作建议|对策",
    ),
    (
        Role::Method,
        "method|httpmethod|verb|httpverb|requestmethod|请求方式|请求方法|方法|http方法|http方式|请求类型|調用方式|调用方式",
    ),
    (
        Role::Path,
        "path|endpoint|endpoints|url|uri|route|requesturl|requesturi|requestpath|apipath|api|httpurl|路径|接口|接口地址|请求地址\
         |请求路径|接口路径|请求url|请求uri|地址|api路径|接口url|资源路径|調用地址|调用地址|路由",
    ),
    (
        Role::Limits,
        "length|maxlength|maximumlength|range|valuerange|limit|limits|constraint|constraints|restriction|restrictions\
         |validation|pattern|allowedvalues|validvalues|possiblevalues|enum|values|format|长度|最大长度|长度限制|取值范围|范围|限制|校验规则\
         |约束|字符限制|枚举|可选值|数据校验规则|参数限制|格式|参数格式|取值說明|最大长度限制|数据长度|字段长度|合法值|枚举值",
    ),
    (
        Role::Value,
        "value|值|取值|参数值|字段值|enumvalue|constant|取值枚举|enumeration|数值",
    ),
    (
        Role::Other,
        "version|since|minimumversion|支持版本|最低版本|版本|unit|单位|权限|scope|permission|permissions|weight|no|序号|编号|中文名|中文名称\
         |字段中文名|#",
    ),
];

/// The same, to look up. A word that stands twice is what it is first.
static KNOWN: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
    let pairs = ROLES
        .iter()
        .rev()
        .flat_map(|(role, words)| words.split('|').map(move |word| (word, *role)));
    pairs.collect()
});

/// Parts of headings that tell what they are when the whole is no known word; tried in order.
const PARTS: &[(Role, &str)] = &[
    (
        Role::Required,
        "必填|必选|必须|必需|必传|required|mandatory",
    ),
    (Role::Default, "默认|缺省|default"),
    (Role::Example, "示例|样例|举例|example|sample"),
    (
        Role::Advice,
        "解决|排查|处理|建议|solution|suggest|resolution|troubleshoot",
    ),
    (
        Role::Description,
        "说明|描述|含义|备注|解释|原因|description|instruction|meaning|remark|explanation|detail|comment",
    ),
    (Role::Status, "http状态|httpstatus|httpcode|statuscode"),
    (
        Role::Code,
        "错误码|返回码|错误代码|errorcode|returncode|errcode|响应码",
    ),
    (Role::Message, "错误信息|错误消息|message|errmsg|提示"),
    (Role::Type, "类型|datatype"),
    (Role::Location, "位置|location"),
    (
        Role::Limits,
        "范围|长度|限制|枚举|length|range|limit|allowed|possible|constraint",
    ),
    (
        Role::Name,
        "参数|字段|名称|属性|parameter|fieldname|field|attribute|property",
    ),
    (Role::Method, "请求方式|请求方法|httpmethod"),
    (Role::Path, "请求地址|接口地址|路径|endpoint|url"),
];

/// One spelling of a word: half width, lower case, without markup, blanks and signs.
pub(crate) fn key(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|c| c.is_alphanumeric() || *c == '#')
        .flat_map(char::to_lowercase)
        .collect()
}

/// The ASCII character that a full-width one stands for.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '、' => ',',
        '。' => '.',
        _ => c,
    }
}

/// Whether a character is of Chinese, Japanese or Korean writing.
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{2fa1f}')
}

/// The role of a heading whose words are known.
pub(crate) fn role(heading: &str) -> Option<Role> {
    if heading.len() > 80 {
        return None;
    }
    let whole = key(heading);
    find(&whole).or_else(|| variants(heading).iter().find_map(|variant| find(variant)))
}

fn find(key: &str) -> Option<Role> {
    if key.is_empty() {
        return None;
    }
    KNOWN.get(key).copied()
}

/// Parts of a heading that may say the same: without its bracket, the bracket, its Chinese and its English half.
fn variants(heading: &str) -> Vec<String> {
    let text: String = heading.chars().map(half_width).collect();
    let mut found = Vec::new();
    if let Some((before, after)) = text.split_once(['(', '[', '/']) {
        found.push(key(before));
        found.push(key(after.trim_end_matches([')', ']'])));
    }
    let cjk: String = text.chars().filter(|c| is_cjk(*c)).collect();
    let ascii: String = text.chars().filter(|c| !is_cjk(*c)).collect();
    if !cjk.is_empty() && !ascii.trim().is_empty() {
        found.push(key(&cjk));
        found.push(key(&ascii));
    }
    found
}

/// The role of a heading of which a part is known.
pub(crate) fn likely_role(heading: &str) -> Option<Role> {
    role(heading).or_else(|| {
        let key = key(heading);
        if key.chars().count() > 40 {
            return None;
        }
        let found = PARTS
            .iter()
            .find(|(_, parts)| parts.split('|').any(|part| key.contains(part)));
        found.map(|(role, _)| *role)
    })
}

/// What the words of a title say about the table below it.
pub(crate) fn kind(title: &str) -> Option<TableKind> {
    let key = key(title);
    KINDS
        .iter()
        .find(|(_, words)| words.split('|').any(|word| key.contains(word)))
        .map(|(kind, _)| *kind)
}

/// Whether a title speaks of what is sent or of what comes back; a part of either (`Body`) alone does not tell.
pub(crate) fn member_kind(title: &str) -> Option<TableKind> {
    let key = key(title);
    if matches!(key.as_str(), "body" | "header" | "headers" | "消息体") {
        return None;
    }
    let members = |kind: TableKind| matches!(kind, TableKind::Parameters | TableKind::Fields);
    KINDS
        .iter()
        .filter(|(kind, _)| members(*kind))
        .find(|(_, words)| words.split('|').any(|word| key.contains(word)))
        .map(|(kind, _)| *kind)
}

/// Words of titles, the first that is there counts.
const KINDS: &[(TableKind, &str)] = &[
    (
        TableKind::Errors,
        "错误码|错误代码|返回码|错误列表|错误信息|异常码|状态码|오류코드|에러코드|códigosdeerro|エラーコード|errorcode|returncode|errcode|exceptioncode|errors|错误编码|业务码|错误说明|结果码|錯誤碼",
    ),
    (
        TableKind::Values,
        "枚举|合法值|可选值|取值|enum|possiblevalues|validvalues|allowedvalues",
    ),
    (
        TableKind::Endpoints,
        "接口列表|接口一览|api列表|endpoints|apilist|listofapi|接口概览|接口清单|apioverview",
    ),
    (
        TableKind::Fields,
        "响应|返回|出参|输出|应答|回包|回應|응답|respuesta|resposta|レスポンス|response|return|returned|output|result",
    ),
    (
        TableKind::Parameters,
        "请求|入参|输入|請求|요청|파라미터|parámetro|parâmetro|solicitud|パラメータ|リクエスト|request|parameter|params|query|header|body|path|argument|input|参数|參數",
    ),
    (
        TableKind::Fields,
        "字段|属性|数据结构|结构体|fields|attributes|properties|object|datatype|schema",
    ),
];
