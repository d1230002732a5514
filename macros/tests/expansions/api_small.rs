api! {
    struct Hello(Releases) at "/api/{version}";
    title: "Greetings";
    errors: my::Dialect;
    negotiate: path("version");
    controllers: [Greetings];
    crate: renamed;
}
