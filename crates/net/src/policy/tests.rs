use super::{Access, Effect, Key, Policy, Request, Resource};

/// A request through an endpoint of S3 by a role.
fn request() -> Request {
    let mut request = Request::of_service("s3");
    request.does("s3:GetObject");
    request.is_about(Resource::Is("arn:aws:s3:::photos/cat.jpg".to_owned()));
    request.comes_from("arn:aws:iam::111122223333:role/app");
    request.set("aws:SourceVpce", Key::Is(vec!["vpce-1".to_owned()]));
    request.set("aws:VpcSourceIp", Key::Is(vec!["10.0.0.10".to_owned()]));
    request.set("aws:SourceIp", Key::Absent);
    request
}

fn ruling(statements: &str, request: &Request) -> super::Ruling {
    let policy = Policy::read(&format!(r#"{{"Statement":[{statements}]}}"#));
    policy.unwrap().judge(request, Effect::Deny)
}

fn check(statements: &str, expected: Access, needs: &[&str]) {
    let ruling = ruling(statements, &request());
    assert_eq!(ruling.access, expected, "{statements}");
    assert_eq!(ruling.needs, needs, "{statements}");
}

const ALL: &str = r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}"#;

#[test]
fn a_denial_wins_and_silence_denies() {
    check(ALL, Access::Allowed, &[]);
    check("", Access::NotAllowed, &[]);
    let denies = r#"{"Effect":"Deny","Principal":"*","Action":"s3:get*","Resource":"*"}"#;
    check(&format!("{ALL},{denies}"), Access::Denied, &[]);
    let puts =
        r#"{"Effect":"Allow","Principal":"*","Action":["s3:Put*","s3:List*"],"Resource":"*"}"#;
    check(puts, Access::NotAllowed, &[]);
    let not = r#"{"Effect":"Allow","Principal":"*","NotAction":"s3:Delete*","Resource":"*"}"#;
    check(not, Access::Allowed, &[]);
    let elsewhere =
        r#"{"Effect":"Deny","Principal":"*","Action":"*","NotResource":"arn:aws:s3:::photos/*"}"#;
    check(&format!("{ALL},{elsewhere}"), Access::Allowed, &[]);
}

#[test]
fn principals_are_accounts_roles_or_everyone() {
    let check = |principal: &str, expected| {
        let statement =
            format!(r#"{{"Effect":"Allow","Principal":{principal},"Action":"*","Resource":"*"}}"#);
        check(&statement, expected, &[]);
    };
    check(r#""*""#, Access::Allowed);
    check(r#"{"AWS":"*"}"#, Access::Allowed);
    check(r#"{"AWS":"111122223333"}"#, Access::Allowed);
    check(
        r#"{"AWS":["arn:aws:iam::999999999999:root","arn:aws:iam::111122223333:root"]}"#,
        Access::Allowed,
    );
    check(
        r#"{"AWS":"arn:aws:iam::111122223333:role/app"}"#,
        Access::Allowed,
    );
    check(
        r#"{"AWS":"arn:aws:iam::111122223333:role/other"}"#,
        Access::NotAllowed,
    );
    check(r#"{"Service":"lambda.amazonaws.com"}"#, Access::NotAllowed);
}

#[test]
fn a_gateway_endpoint_takes_an_account_as_its_root_user() {
    let statement =
        r#"{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"*","Resource":"*"}"#;
    let mut request = request();
    request.takes_accounts_as_root_users();
    assert_eq!(ruling(statement, &request).access, Access::NotAllowed);
}

#[test]
fn a_session_is_its_role() {
    let mut request = request();
    request.comes_from("arn:aws:sts::111122223333:assumed-role/app/i-0123");
    let statement = r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/app"}}}"#;
    assert_eq!(ruling(statement, &request).access, Access::Allowed);
}

#[test]
fn conditions_compare_as_their_operators_say() {
    let check = |condition: &str, expected, needs: &[&str]| {
        let statement = format!(
            r#"{{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{condition}}}"#
        );
        check(&statement, expected, needs);
    };
    check(
        r#"{"StringEquals":{"AWS:sourcevpce":"vpce-1"}}"#,
        Access::Allowed,
        &[],
    );
    check(
        r#"{"StringEquals":{"aws:SourceVpce":["vpce-2","vpce-3"]}}"#,
        Access::NotAllowed,
        &[],
    );
    check(
        r#"{"StringNotEquals":{"aws:SourceVpce":["vpce-2","vpce-3"]}}"#,
        Access::Allowed,
        &[],
    );
    check(
        r#"{"StringNotEquals":{"aws:SourceVpce":["vpce-1","vpce-3"]}}"#,
        Access::NotAllowed,
        &[],
    );
    check(
        r#"{"IpAddress":{"aws:VpcSourceIp":["10.0.0.0/24"]}}"#,
        Access::Allowed,
        &[],
    );
    check(
        r#"{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.10"}}"#,
        Access::NotAllowed,
        &[],
    );
    check(
        r#"{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}"#,
        Access::NotAllowed,
        &[],
    );
    check(
        r#"{"NotIpAddress":{"aws:SourceIp":"0.0.0.0/0"}}"#,
        Access::Allowed,
        &[],
    );
    check(
        r#"{"IpAddressIfExists":{"aws:SourceIp":"192.0.2.0/24"}}"#,
        Access::Allowed,
        &[],
    );
    check(r#"{"Null":{"aws:SourceIp":"true"}}"#, Access::Allowed, &[]);
    check(
        r#"{"Null":{"aws:SourceVpce":true}}"#,
        Access::NotAllowed,
        &[],
    );
    check(
        r#"{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}"#,
        Access::Undecided,
        &["aws:PrincipalOrgID"],
    );
    check(
        r#"{"ForAnyValue:StringLike":{"aws:SourceVpce":"vpce-*"}}"#,
        Access::Allowed,
        &[],
    );
    check(
        r#"{"ForAllValues:StringLike":{"aws:CalledVia":"x*"}}"#,
        Access::Allowed,
        &[],
    );
    check(
        r#"{"ForAnyValue:StringLike":{"aws:CalledVia":"x*"}}"#,
        Access::NotAllowed,
        &[],
    );
    check(
        r#"{"StringEquals":{"aws:PrincipalAccount":"${aws:PrincipalAccount}"}}"#,
        Access::Allowed,
        &[],
    );
    check(
        r#"{"DateLessThan":{"aws:CurrentTime":"2030-01-01"}}"#,
        Access::Undecided,
        &["DateLessThan"],
    );
    // Two conditions must both hold; one that fails is certain whatever the other needs.
    check(
        r#"{"StringEquals":{"aws:SourceVpce":"vpce-9","aws:PrincipalOrgID":"o-1"}}"#,
        Access::NotAllowed,
        &[],
    );
}

#[test]
fn without_an_action_only_what_is_certain_is_said() {
    let nothing = Request::of_service("s3");
    let check = |statements: &str, expected, needs: &[&str]| {
        let ruling = ruling(statements, &nothing);
        assert_eq!(
            (ruling.access, &ruling.needs[..]),
            (
                expected,
                &needs.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()[..]
            ),
            "{statements}"
        );
    };
    check(ALL, Access::Allowed, &[]);
    check(
        r#"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"#,
        Access::Allowed,
        &[],
    );
    check(
        r#"{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}"#,
        Access::NotAllowed,
        &[],
    );
    check(
        r#"{"Effect":"Allow","Principal":"*","Action":"s3:Get*","Resource":"*"}"#,
        Access::Undecided,
        &["action"],
    );
    check(
        r#"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::photos/*"}"#,
        Access::Undecided,
        &["arn"],
    );
    let denies = r#"{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"s3:PutObject","Resource":"*"}"#;
    check(
        &format!("{ALL},{denies}"),
        Access::Undecided,
        &["action", "principal"],
    );
}

#[test]
fn where_others_may_allow_it_only_a_denial_counts() {
    let check = |statements: &str, expected| {
        let policy = Policy::read(&format!(r#"{{"Statement":[{statements}]}}"#)).unwrap();
        let ruling = policy.judge(&request(), Effect::Allow);
        assert_eq!(ruling.access, expected, "{statements}");
    };
    check("", Access::Allowed);
    check(
        r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#,
        Access::Denied,
    );
    check(
        r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}"#,
        Access::Undecided,
    );
}

#[test]
fn a_bucket_and_all_in_it_is_certain_without_an_arn() {
    let mut request = Request::of_service("s3");
    request.is_about(Resource::Within("arn:aws:s3:::photos".to_owned()));
    let check = |resources: &str, expected| {
        let statement = format!(
            r#"{{"Effect":"Allow","Principal":"*","Action":"*","Resource":[{resources}]}}"#
        );
        assert_eq!(ruling(&statement, &request).access, expected, "{resources}");
    };
    check(
        r#""arn:aws:s3:::photos","arn:aws:s3:::photos/*""#,
        Access::Allowed,
    );
    check(r#""arn:aws:s3:::photos/*""#, Access::Undecided);
    check(
        r#""arn:aws:s3:::music","arn:aws:s3:::music/*""#,
        Access::NotAllowed,
    );
}

#[test]
fn what_is_no_policy_says_what_is_wrong() {
    for text in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"Statement":[{}]}"#,
        r#"{"Statement":{"Effect":"Maybe"}}"#,
    ] {
        assert!(Policy::read(text).is_err(), "{text}");
    }
    let single = r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"#;
    assert_eq!(Policy::read(single).unwrap().statements.len(), 1);
}
