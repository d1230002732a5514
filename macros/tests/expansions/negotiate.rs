api! {
    struct Shop(Days) at "/{day}";
    negotiate: path("day", date), header("Shop-Version", service = "shop"), legacy "X-Shop-Version", query("v"),
        media_type("application/vnd.shop+json"), default = V2025_01_10, latest = off, echo = off, conflict = refuse;
    controllers: [Books];
}
