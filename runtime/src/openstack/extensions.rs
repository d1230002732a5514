//! OpenStack's list of extensions: which of those that an API lists are on.

use terrace_macros::{controller, model, routes};
use terrace_model::Part;

use crate::context::Context;
use crate::controller::Controller;
use crate::extract::{FromRequest, Json, Path};
use crate::failure::{Failure, NotFound};
use crate::private::ExtensionTable;

/// What was once the XML namespace of an extension. There is no XML any more, and clients still want one.
const NAMESPACE: &str = "http://docs.openstack.org/compute/ext/fake_xml";

/// The extensions of the API that lists this controller, as far as they are on.
///
/// It has neither filters nor policies of its own. A controller that needs some takes [`ExtensionsOn`].
///
/// ```
/// use terrace::openstack::Extensions;
/// use terrace::prelude::*;
/// use terrace::{Parts, TestClient};
///
/// # #[controller(path = "/shelf")]
/// # struct Shelf;
/// # #[routes]
/// # impl Shelf {
/// #     #[index]
/// #     async fn index(&self) {}
/// # }
/// /// A shelf for servers.
/// #[extension(alias = "os-shelve", name = "Shelve", updated = "2014-12-03", controllers = [Shelf])]
/// struct Shelve;
///
/// api! {
///     struct Compute at "/";
///     controllers: [Extensions];
///     extensions: [Shelve];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), terrace::UnknownExtension> {
/// let all = TestClient::new(Compute::new(())).get("/extensions").await.value();
/// assert_eq!(all["extensions"][0]["alias"], "os-shelve");
/// assert_eq!(all["extensions"][0]["description"], "A shelf for servers");
/// assert_eq!(all["extensions"][0]["updated"], "2014-12-03T00:00:00Z");
///
/// let off = TestClient::<Compute>::with(Parts::new(()).without::<Compute>("os-shelve")?);
/// assert_eq!(off.get("/extensions/os-shelve").await.status(), 404);
/// # Ok(())
/// # }
/// ```
#[controller(path = "/extensions", key = alias: String, one = "extension", many = "extensions", crate = crate)]
#[derive(Clone, Copy, Debug)]
pub struct Extensions;

#[routes(crate = crate)]
impl Extensions {
    /// List extensions.
    ///
    /// Those that are on, by their aliases.
    #[index]
    async fn index(&self, on: ExtensionsOn) -> Json<Vec<ListedExtension>> {
        Json(on.0)
    }

    /// Show an extension.
    #[show]
    async fn show(&self, alias: Path<String>, on: ExtensionsOn) -> Result<Json<ListedExtension>, NotFound> {
        let found = on.0.into_iter().find(|listed| listed.alias == *alias);
        found.map(Json).ok_or_else(NotFound::default)
    }
}

/// The extensions of the API of a request that are on, by their aliases: an argument of handlers that list them.
#[derive(Clone, Debug)]
pub struct ExtensionsOn(pub Vec<ListedExtension>);

impl<C: Controller> FromRequest<C> for ExtensionsOn {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let mut on: Vec<_> = cx.table().extensions.iter().map(|table| ListedExtension::of(table)).collect();
        on.sort_by(|one, other| one.alias.cmp(&other.alias));
        Ok(ExtensionsOn(on))
    }
}

/// Something that this service has.
#[model(name = "Extension", crate = crate)]
#[derive(Clone, Debug)]
pub struct ListedExtension {
    /// Its short name.
    #[example("os-keypairs")]
    pub alias: String,
    /// Its name.
    #[example("Keypairs")]
    pub name: String,
    /// What it is.
    pub description: String,
    /// Where it is described: nowhere.
    pub links: Vec<String>,
    /// What was once its XML namespace.
    #[example("http://docs.openstack.org/compute/ext/fake_xml")]
    pub namespace: String,
    /// When it last changed, as far as OpenStack tells.
    #[example("2014-12-03T00:00:00Z")]
    pub updated: String,
}

impl ListedExtension {
    /// One of which this is known; `updated` is a day, `2014-12-03`.
    pub fn new(alias: &str, name: &str, description: &str, updated: &str) -> Self {
        ListedExtension {
            alias: alias.to_owned(),
            name: name.to_owned(),
            description: description.to_owned(),
            links: Vec::new(),
            namespace: NAMESPACE.to_owned(),
            updated: format!("{updated}T00:00:00Z"),
        }
    }

    fn of(table: &ExtensionTable) -> Self {
        ListedExtension::new(table.alias, table.title, table.doc.summary, &table.updated.to_string())
    }
}
