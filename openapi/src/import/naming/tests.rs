use super::*;

#[test]
fn names_have_the_forms_of_the_language() {
    let table = [
        ("simple-user", "simple_user", "SimpleUser"),
        (
            "repos/list-for-org",
            "repos_list_for_org",
            "ReposListForOrg",
        ),
        ("MySQL", "my_sql", "MySQL"),
        ("GIT", "git", "Git"),
        ("2fa", "n2fa", "N2fa"),
        ("v1.2.3", "v1_2_3", "V1V2V3"),
        ("self", "self_value", "SelfValue"),
        ("+1", "plus_1", "Plus1"),
        ("-1", "minus_1", "Minus1"),
        ("", "empty", "Empty"),
        (
            "___",
            "underscore_underscore_underscore",
            "UnderscoreUnderscoreUnderscore",
        ),
        (">=", "greater_equal", "GreaterEqual"),
        ("名", "u540d", "U540d"),
        ("don't", "dont", "Dont"),
        ("Option", "option", "Option"),
        ("created_at__lt", "created_at_lt", "CreatedAtLt"),
    ];
    for (text, field, ty) in table {
        assert_eq!(snake(text), field, "{text}");
        assert_eq!(type_name(text), ty, "{text}");
    }
}

#[test]
fn names_are_numbered_in_the_order_in_which_they_come() {
    let mut names = Names::new();
    let taken: Vec<String> = ["Owner", "Owner", "OWNER", "V1", "V1", "list", "list"]
        .iter()
        .map(|name| names.take(name))
        .collect();
    assert_eq!(
        taken,
        ["Owner", "Owner2", "OWNER3", "V1", "V1V2", "list", "list_2"]
    );
}

#[test]
fn packages_are_kept_as_far_as_they_tell_names_apart() {
    let names = component_names(&[
        "io.k8s.api.apps.v1.Deployment",
        "io.k8s.api.core.v1.Event",
        "io.k8s.api.events.v1.Event",
        "messaging.v1.brand_registrations",
        "Deployment2.0",
        "simple-user",
        "SimpleUser",
        "Simple_User",
    ]);
    assert_eq!(
        names,
        [
            "Deployment",
            "CoreV1Event",
            "EventsV1Event",
            "BrandRegistrations",
            "Deployment2V0",
            "SimpleUser2",
            "SimpleUser",
            "SimpleUser3",
        ]
    );
}

#[test]
fn members_with_one_name_in_rust_get_another() {
    assert_eq!(
        rust_names(&["id", "ID", "_id", "name", "id_2"]),
        [None, Some("id_3".into()), Some("id_4".into()), None, None]
    );
    assert_eq!(
        rust_names(&["type", "self", "", "+1", "-1"]),
        [None, None, None, None, None]
    );
}

#[test]
fn items_are_named_after_lists() {
    let table = [
        ("Labels", "Label"),
        ("Policies", "Policy"),
        ("Boxes", "Box"),
        ("Classes", "Class"),
        ("Status", "StatusItem"),
        ("Access", "AccessItem"),
        ("Data", "DataItem"),
    ];
    for (many, one) in table {
        assert_eq!(singular(many), one);
    }
}
