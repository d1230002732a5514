//! Every path that generated code names, once.
//!
//! All of them go through the `terrace` crate, or through what `crate = …` calls it: a user's crate may have no
//! prelude, and names of its own that are those of the prelude. `runtime/src/private.rs` re-exports what is not terrace's.

use std::rc::Rc;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote, quote_spanned};

/// A path into the runtime, written with the span that [`RuntimePath::at`] gave it.
#[derive(Clone, Debug)]
pub(crate) struct RuntimePath {
    root: Rc<Root>,
    tail: &'static str,
    span: Span,
}

#[derive(Debug)]
enum Root {
    /// `::terrace`
    Terrace,
    /// What `crate = …` says.
    Renamed(TokenStream),
}

impl RuntimePath {
    /// The path as written at this place: errors about what it names are shown there.
    pub(crate) fn at(&self, span: Span) -> RuntimePath {
        RuntimePath { span, ..self.clone() }
    }
}

impl ToTokens for RuntimePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let span = self.span;
        match &*self.root {
            Root::Terrace => tokens.extend(quote_spanned!(span=> ::terrace)),
            Root::Renamed(path) => path.to_tokens(tokens),
        }
        for step in self.tail.split("::") {
            tokens.extend(quote_spanned!(span=> ::));
            tokens.append(Ident::new(step, span));
        }
    }
}

macro_rules! paths {
    ($($name:ident = $tail:literal,)*) => {
        /// The paths, as fields to be taken out where they are quoted.
        #[derive(Debug)]
        pub(crate) struct Paths {
            $(pub(crate) $name: RuntimePath,)*
        }

        impl Paths {
            /// The paths through `::terrace`, or through what `crate = …` names.
            pub(crate) fn new(renamed: Option<&syn::Path>) -> Self {
                let root = Rc::new(match renamed {
                    Some(path) => Root::Renamed(quote!(#path)),
                    None => Root::Terrace,
                });
                Paths {
                    $($name: RuntimePath { root: Rc::clone(&root), tail: $tail, span: Span::call_site() },)*
                }
            }
        }
    };
}

paths! {
    // what users know too
    api = "Api",
    extension = "Extension",
    app = "App",
    application = "Application",
    declared_api = "private::Declared",
    openstack_about = "openstack::About",
    openstack_status = "openstack::Status",
    part = "private::Part",
    blocking = "blocking",
    context = "Context",
    controller = "Controller",
    dialect = "Dialect",
    failure = "Failure",
    from_ref = "FromRef",
    identity = "Identity",
    from_request = "FromRequest",
    from_state = "FromState",
    into_response = "IntoResponse",
    loads = "Loads",
    openstack = "dialect::OpenStack",
    parts = "Parts",
    problem = "dialect::Problem",
    routes = "Routes",
    routes_of = "RoutesOf",
    under = "Under",
    version = "Version",
    version_set = "VersionSet",
    versions = "Versions",

    // tables
    about = "private::About",
    access = "private::Access",
    absent = "private::Absent",
    api_table = "private::ApiTable",
    arg = "private::Arg",
    carrier = "private::Carrier",
    class = "private::Class",
    contact = "private::Contact",
    day = "private::Day",
    deprecation = "private::Deprecation",
    doc = "private::Doc",
    ending = "private::Ending",
    entry_table = "private::EntryTable",
    envelope = "private::Envelope",
    extension_table = "private::ExtensionTable",
    joined = "private::table::joined",
    joined_length = "private::table::length",
    remark = "private::Extension",
    external_docs = "private::ExternalDocs",
    key = "private::Key",
    key_type = "private::key_type",
    lapse = "private::Lapse",
    level = "private::Level",
    license = "private::License",
    link = "private::Link",
    load = "private::Load",
    message = "private::Message",
    method = "private::Method",
    mount = "private::Mount",
    negotiation = "private::Negotiation",
    node = "private::Node",
    notice = "private::Notice",
    place = "private::Place",
    range = "private::Range",
    remarks = "private::Remarks",
    resource_table = "private::ResourceTable",
    route_table = "private::RouteTable",
    segment = "private::Segment",
    server = "private::Server",
    server_variable = "private::ServerVariable",
    source = "private::Source",
    tag = "private::Tag",
    unknown_fields = "private::UnknownFields",
    variable = "private::Variable",

    // rules
    alone = "private::alone",
    check_api = "private::check::api::entry",
    check_argument = "private::check::argument::readable",
    check_body_bytes = "private::check::route::body_bytes",
    check_composite = "private::check::composite::entry",
    check_entry = "private::check::collision::entry",
    check_extension = "private::check::extension::entry",
    check_extension_adds = "private::check::extension::adds",
    check_extension_provided = "private::check::extension::provided",
    check_extension_within = "private::check::extension::within",
    check_key = "private::check::node::key",
    check_link = "private::check::link::link",
    check_load_argument = "private::check::node::load_argument",
    check_load_key = "private::check::node::load_key",
    check_message = "private::check::gate::message",
    check_option = "private::settings::option",
    check_placed = "private::check::composite::placed",
    check_negotiation = "private::check::api::negotiation",
    check_path = "private::check::node::path",
    check_preconditions = "private::check::route::preconditions",
    check_range = "private::check::route::range",
    check_types = "private::check::gate::answers",
    check_route = "private::check::collision::route",
    check_some_bytes = "private::check::route::some_bytes",
    check_status = "private::check::route::status",
    check_tag = "private::check::api::tag",
    check_variables = "private::check::route::variables",
    find = "private::check::collision::find",
    found = "private::check::collision::Found",
    handlers = "private::check::collision::handlers",

    // what serves
    built = "private::Built",
    extends = "private::Extends",
    handler_future = "private::HandlerFuture",
    early = "private::early",
    fills = "private::Fills",
    keyless = "private::Keyless",
    late = "private::late",
    loaded_by = "private::LoadedBy",
    misread = "private::Misread",
    outcome = "private::Outcome",
    precondition = "private::precondition",
    preconditions = "private::preconditions",
    removed = "private::removed",
    service = "private::Service",
    take = "private::take",
    unversioned = "private::Unversioned",
    validated = "private::validated",

    // filters
    alternative = "private::Alternative",
    answer_of = "private::answer_of",
    around = "private::Around",
    behind = "private::Behind",
    beside = "private::Beside",
    check_beside = "private::check::composite::beside",
    check_behind = "private::check::composite::behind",
    chain = "private::Chain",
    chained = "private::Chained",
    check_filter = "private::check::pipeline::filter",
    check_order = "private::check::pipeline::order",
    check_outermost = "private::check::pipeline::outermost",
    check_provided = "private::check::pipeline::entry",
    choice = "private::Choice",
    core_fmt = "private::core::fmt",
    core_future = "private::core::future::Future",
    filter = "filter::Filter",
    filter_answer = "filter::FilterAnswer",
    filter_request = "filter::Request",
    filter_table = "private::Filter",
    filtered = "private::Filtered",
    following = "private::Following",
    front = "private::Front",
    function = "private::Function",
    function_layer = "private::FunctionLayer",
    header = "private::header",
    maybe_chained = "private::MaybeChained",
    next = "filter::Next",
    of_context = "private::of_context",
    pipeline = "filter::Pipeline",
    pipeline_table = "private::Pipeline",
    provided = "filter::Provided",
    put_behind = "private::put_behind",
    provides = "filter::Provides",
    provision = "private::Provision",
    read_part = "Part",
    setting_table = "private::Setting",
    security = "Security",

    // policies
    asks = "private::asks",
    check_asked = "private::check::policy::asked",
    check_policy_asks = "private::check::policy::asks",
    check_policy_set = "private::check::policy::set",
    check_policies = "private::check::policy::entry",
    guard = "private::Guard",
    no_target = "private::NoTarget",
    old_name = "private::OldName",
    permit = "private::permit",
    policies = "policy::Policies",
    policy_rule = "private::PolicyRule",
    policy_named = "policy::Rule",
    policy_scope = "private::PolicyScope",
    policy_set = "private::PolicySet",
    policy_target = "policy::PolicyTarget",
    probe = "private::Probe",
    target_text = "private::target_text",
    targeted = "private::Targeted",
    targets = "private::targets",

    // models
    added = "private::open::Added",
    added_field = "private::open::field",
    addition = "Addition",
    addition_table = "private::Addition",
    bounds = "private::schema::Bounds",
    brought = "private::open::Brought",
    reached = "private::batch::Reached",
    batched = "private::batch::Batched",
    extended = "private::Extended",
    by_serde = "private::BySerde",
    describe = "private::describe",
    described = "private::Described",
    foreign = "private::Foreign",
    foreign_default_text = "private::foreign_default_text",
    beyond = "private::scope::Beyond",
    check_added = "private::open::check",
    check_addition = "private::check::addition::entry",
    check_addition_field = "private::check::addition::field",
    check_addition_life = "private::check::addition::life",
    check_apart = "private::check::gate::apart",
    check_flatten = "private::check::flatten::field",
    check_flatten_tag = "private::check::flatten::tag",
    check_field = "private::check::gate::field",
    check_gate = "private::check::gate::range",
    check_life = "private::check::gate::life",
    check_within = "private::check::gate::within",
    constraint = "private::Constraint",
    de_error = "private::serde::de::Error",
    default_text = "private::write::default_text",
    derive_model = "private::Model",
    deserialize = "private::serde::Deserialize",
    deserializer = "private::serde::Deserializer",
    extra = "Extra",
    example_json = "private::example::json",
    example_of = "private::example::of",
    field_names = "private::FieldNames",
    field_table = "private::Field",
    fields = "private::read::Fields",
    format_kind = "private::rule::Format",
    holds = "private::scope::holds",
    kept = "private::read::Kept",
    life = "private::Life",
    map_access = "private::serde::de::MapAccess",
    missing = "private::read::missing",
    model = "Model",
    map_key = "Key",
    open = "private::open::Open",
    parameter = "Parameter",
    read_added = "private::open::read",
    read_adjacent = "private::variants::read_adjacent",
    read_external = "private::variants::read_external",
    read_internal = "private::variants::read_internal",
    read_internal_fields = "private::variants::read_internal_fields",
    read_name = "private::variants::read_name",
    read_next_or_bring = "private::read::next_or_bring",
    read_next_or_keep = "private::read::next_or_keep",
    read_next = "private::read::next",
    read_object = "private::read::object",
    read_untagged = "private::variants::read_untagged",
    rule = "private::Rule",
    rule_each = "private::rule::each",
    rule_format = "private::rule::format",
    rule_items = "private::rule::items",
    rule_keys = "private::rule::keys",
    rule_length = "private::rule::length",
    rule_multiple_of = "private::rule::multiple_of",
    rule_pattern = "private::rule::pattern",
    rule_range = "private::rule::range",
    rule_unique = "private::rule::unique",
    rule_with = "private::rule::with",
    serialize = "private::serde::Serialize",
    serializer = "private::serde::Serializer",
    serde_writer = "private::write::Serde",
    sent = "private::scope::sent",
    shape = "private::Shape",
    slot = "private::open::Slot",
    tagging = "private::Tagging",
    type_id = "private::TypeId",
    type_name = "private::Name",
    type_table = "private::Type",
    unsent = "private::scope::Unsent",
    variant_table = "private::Variant",
    variants = "private::variants::Variants",
    violations = "Violations",
    wraps = "private::Wraps",
    write_added = "private::open::write",
    write_adjacent = "private::variants::write_adjacent",
    write_external = "private::variants::write_external",
    write_name = "private::variants::write_name",
    write_object = "private::write::object",
    write_tag = "private::variants::write_tag",
    writer = "private::write::Writer",
    object_writer = "private::write::Object",
    write_untagged = "private::variants::write_untagged",

    // answers
    answered = "private::answered",
    declared = "private::declared",
    header_content = "HeaderContent",
    header_doc = "private::HeaderDoc",
    no_content = "NoContent",
    response = "Response",

    // failures
    answer = "private::Answer",
    answers = "private::Answers",
    content = "private::Content",
    error = "private::std::error::Error",
    into_failure = "IntoFailure",
    status = "private::Status",
    unforeseen = "private::Unforeseen",

    // settings
    setting = "settings::Setting",
    setting_choice = "private::settings::choice",
    setting_field = "private::settings::Field",
    setting_preset = "private::settings::Preset",
    setting_reading = "private::settings::Reading",
    setting_shape = "private::settings::Shape",
    setting_value = "settings::SettingValue",
    setting_word = "private::settings::word",
    setting_wrong = "settings::Wrong",
    settings = "settings::Settings",
    value_of_setting = "settings::Value",

    // what a prelude has
    bool = "private::bool",
    boxed = "private::Box",
    clone = "private::Clone",
    concat = "private::concat",
    cow = "private::Cow",
    env = "private::env",
    include_bytes = "private::include_bytes",
    path_buf = "private::std::path::PathBuf",
    copy = "private::Copy",
    debug = "private::Debug",
    default = "private::Default",
    derive = "private::derive",
    err = "private::Err",
    f64 = "private::f64",
    file = "private::file",
    format = "private::format",
    from = "private::From",
    i128 = "private::i128",
    into = "private::Into",
    line = "private::line",
    module_path = "private::module_path",
    none = "private::None",
    ok = "private::Ok",
    option = "private::Option",
    pattern = "private::rule::Pattern",
    poll = "private::Poll",
    result = "private::Result",
    send = "private::Send",
    some = "private::Some",
    str = "private::str",
    string = "private::std::string::String",
    to_owned = "private::ToOwned::to_owned",
    sync = "private::Sync",
    task_context = "private::TaskContext",
    u8 = "private::u8",
    usize = "private::usize",
    vec = "private::Vec",
}
