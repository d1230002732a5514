use std::path::PathBuf;

use terrace::Settings;
use terrace::settings::{Secret, Sources};

#[derive(Settings)]
#[setting(crate = terrace)]
struct Settings {
    /// The database.
    #[setting(default = "shop.db")]
    database: PathBuf,
    #[setting(default = Door::Open)]
    door: Door,
    mail: Option<Mail>,
    r#type: Option<Vec<u8>>,
}

#[derive(Settings)]
#[setting(default)]
struct Mail {
    host: String,
    password: Secret,
}

impl Default for Mail {
    fn default() -> Self {
        Mail { host: "localhost".to_owned(), password: Secret::from("") }
    }
}

#[derive(Settings)]
enum Door {
    Open,
    #[setting(name = "members")]
    MembersOnly,
}

#[derive(Settings)]
struct Nothing {}

#[test]
fn it_starts() {
    let told = Sources::none().text("shop.toml", "type = [1]").read::<Settings>().unwrap();
    let Settings { database, door, mail, r#type } = told.settings;
    let _ = (database, matches!(door, Door::MembersOnly), mail.map(|mail| (mail.host, mail.password)), r#type);
    let Nothing {} = Sources::none().read::<Nothing>().unwrap().settings;
}
