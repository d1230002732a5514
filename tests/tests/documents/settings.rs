//! Settings of one's own: parts, choices, options, secrets, and how they are printed.

use std::time::Duration;

use terrace::Settings;
use terrace::settings::{Origin, Secret, Sources};

/// What a shop is told.
#[derive(Debug, Settings)]
struct Shop {
    /// How many books are on a page.
    #[setting(default = 20)]
    page: u16,
    /// Who may come in.
    ///
    /// Everybody may look.
    #[setting(default = Door::Open)]
    door: Door,
    /// Who is told of what is sold.
    hooks: Option<Vec<String>>,
    mail: Option<Mail>,
    stock: Stock,
}

/// How mail is sent.
#[derive(Debug, Settings)]
struct Mail {
    /// The host.
    host: String,
    /// The word that it asks for.
    password: Secret,
    #[setting(default = 25)]
    port: u16,
}

#[derive(Debug, Settings)]
#[setting(default)]
struct Stock {
    /// How long a count holds.
    fresh: Duration,
    /// How much is kept back.
    reserve: Option<f64>,
}

impl Default for Stock {
    fn default() -> Self {
        Stock { fresh: Duration::from_secs(90), reserve: Some(0.5) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Settings)]
enum Door {
    Open,
    #[setting(name = "members")]
    MembersOnly,
    OnceADay,
}

#[test]
fn defaults_are_printed_with_what_is_said_of_them() {
    insta::assert_snapshot!("settings_defaults", Sources::none().defaults::<Shop>());
}

#[test]
fn what_is_in_force_is_printed_without_secrets() {
    let file = "door = 'once-a-day'\nmail = { host = 'mx', password = 'hush' }\nstock.reserve = false";
    let variables = [("SHOP__HOOKS", "https://a, https://b"), ("SHOP__MAIL__PORT", "0x19"), ("OTHER__PAGE", "x")];
    let variables = variables.map(|(name, text)| (name.into(), text.into()));
    let sources = Sources::none().environment("SHOP", variables).text("shop.toml", file).flag("page", "5");
    let told = sources.read::<Shop>().unwrap();
    insta::assert_snapshot!("settings_effective", told.effective());
    assert_eq!(told.origin("page"), Some(&Origin::Flag("--page".to_owned())));
    assert_eq!(told.origin("stock.fresh"), None);
    let Shop { page, door, hooks, mail, stock } = told.settings;
    let mail = mail.unwrap();
    assert_eq!(
        (page, door, mail.port, mail.host.as_str(), mail.password.reveal()),
        (5, Door::OnceADay, 25, "mx", "hush")
    );
    assert_eq!(hooks.unwrap(), ["https://a", "https://b"]);
    assert_eq!((stock.fresh, stock.reserve), (Duration::from_secs(90), None));
    assert!(!format!("{mail:?}").contains("hush"), "{mail:?}");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let check = |file: &str, expected: &str| {
        let refused = Sources::none().text("shop.toml", file).read::<Shop>().unwrap_err();
        assert_eq!(refused.to_string(), expected, "{file}");
    };
    check(
        "\n\ndoor = 'member'",
        "shop.toml:3: `door` is `member`, and must be `open`, `members` or `once-a-day`; did you mean `members`?",
    );
    check(
        "mail.host = 'mx'",
        "`mail.password` is not set, which `mail.host` needs as well (shop.toml:1); it must be a text",
    );
    check("[mail]\nhost = 'mx'\npassword = 1234", "shop.toml:3: `mail.password` is not a text");
    check("hooks = ['a', 5]", "shop.toml:1: `hooks` is `[\"a\", 5]`, and must be a list; each must be a text");
    check(
        "stock.fresh = '90'",
        "shop.toml:1: `stock.fresh` is `90`, and must be a time with its unit, as `30s` or `1h 30m`",
    );
    check("page = 70_000\npages = 1\n", "shop.toml:2: there is no setting `pages`; did you mean `page`?");
}

#[test]
fn texts_of_the_environment_are_what_is_due() {
    let read = |text: &str| {
        let variables = [("SHOP__MAIL__HOST", text), ("SHOP__MAIL__PASSWORD", text)];
        let variables = variables.map(|(name, text)| (name.into(), text.into()));
        let told = Sources::none().environment("SHOP", variables).read::<Shop>().unwrap();
        told.settings.mail.unwrap().host
    };
    for text in ["7", "true", "[1]", "a = 1", "\"quoted\"", "1979-05-27"] {
        assert_eq!(read(text), text);
    }
}
