//! Fields that extensions give to all values of an open model in an answer, once for each answer.

use core::any::{Any, TypeId, type_name};
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{self, Poll};

use terrace_model::Range;

use super::open::{Addition, Open};
use crate::answer::{IntoResponse, Response};
use crate::context::Context;
use crate::extension::Extension;
use crate::failure::Failure;

/// Fields that an extension gives to all values of an open model in an answer: it says `fields = [ExtStatus]`, and implements
/// this for `ExtStatus`.
///
/// It is asked once for each answer, with all values of the model in it, wherever they stand: one in an object, or a thousand in a list. Of
/// an answer without any it is not asked, nor in versions in which the fields do not exist. A value in an [`Arc`](std::sync::Arc) that
/// somebody else holds too is left as it is, and so are values in [`Lines`](crate::Lines) and [`Events`](crate::Events), which come one by one,
/// and a value within another one of its model, in a set, or in what was added to another. The tag of an `etag` handler is that of what was
/// loaded: where clients must see that a field has changed that is given here, the model's [`Tagged`](crate::Tagged) says so.
///
/// ```
/// use terrace::prelude::*;
/// use terrace::{Batch, Failure, TestClient};
///
/// #[model(open)]
/// struct Server {
///     name: String,
///     extra: Extra<Server>,
/// }
///
/// #[controller(path = "/servers")]
/// struct Servers;
///
/// #[routes]
/// impl Servers {
///     #[index]
///     async fn index(&self) -> Json<Vec<Server>> {
///         let named = |name: &str| Server { name: name.to_owned(), extra: Extra::default() };
///         Json(vec![named("web"), named("mail")])
///     }
/// }
///
/// /// This and what follows could be another crate's.
/// #[model(extends = Server, prefix = "OS-EXT-STS")]
/// struct ExtStatus {
///     vm_state: String,
/// }
///
/// #[extension(alias = "OS-EXT-STS", updated = "2011-11-03", fields = [ExtStatus])]
/// struct ExtendedStatus;
///
/// impl Batch<ExtStatus> for ExtendedStatus {
///     async fn batch(&self, servers: &[&Server]) -> Result<Vec<ExtStatus>, Failure> {
///         let state = |server: &&Server| ExtStatus { vm_state: format!("{} is active", server.name) };
///         Ok(servers.iter().map(state).collect())
///     }
/// }
///
/// api! {
///     struct Compute at "/";
///     controllers: [Servers];
///     extensions: [ExtendedStatus];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let servers = TestClient::new(Compute::new(())).get("/servers").await.value();
/// assert_eq!(servers[1]["OS-EXT-STS:vm_state"], "mail is active");
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "the extension `{Self}` does not say how its fields `{A}` are had",
    label = "nothing gives these",
    note = "write `impl Batch<{A}> for {Self} {{ async fn batch(…) … }}`, or list it in `additions`, if nobody has to give it"
)]
pub trait Batch<A: Addition>: Send + Sync + 'static {
    /// The fields of these values, one for each, in their order.
    ///
    /// # Errors
    ///
    /// They become the answer. Another number of fields than of values is a 500.
    fn batch(&self, of: &[&A::Of]) -> impl Future<Output = Result<Vec<A>, Failure>> + Send;
}

/// The values of one open model in an answer, as they are looked for.
pub struct Reached<'a> {
    of: TypeId,
    /// How many are wanted at most.
    most: usize,
    values: Values<'a>,
}

type Values<'a> = Vec<&'a mut (dyn Any + Send + Sync)>;

impl<'a> Reached<'a> {
    /// Takes a value, if it is of the model. If not, it is given back, for what is within to be looked at.
    pub fn take<M: Open>(&mut self, value: &'a mut M) -> Option<&'a mut M> {
        if self.of != TypeId::of::<M>() {
            return Some(value);
        }
        if self.values.len() < self.most {
            self.values.push(value);
        }
        None
    }
}

impl fmt::Debug for Reached<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Reached").field("values", &self.values.len()).finish_non_exhaustive()
    }
}

/// What gives fields, built from a state.
pub struct Batched {
    /// The alias of the extension.
    alias: &'static str,
    /// The model.
    of: TypeId,
    /// Where the fields exist.
    range: Range,
    gives: Box<dyn Gives>,
}

/// An open model whose values get the fields `A` from an extension `E`. It is the model that is asked, so that of fields which add to none
/// nothing else is said.
pub trait GivenBy<E, A> {
    /// What gives them.
    fn batched(extension: E) -> Batched;
}

impl<E: Extension + Batch<A>, A: Addition<Of = M>, M: Open> GivenBy<E, A> for M {
    fn batched(extension: E) -> Batched {
        let gives = Box::new(Of { extension, fields: core::marker::PhantomData::<fn() -> A> });
        Batched { alias: E::TABLE.alias, of: TypeId::of::<M>(), range: A::TYPE.life.range, gives }
    }
}

impl Batched {
    /// The values in an answer that it gives fields to, or so many of them.
    fn values<'a, T: IntoResponse>(&self, answer: &'a mut T, most: usize) -> Values<'a> {
        let mut reached = Reached { of: self.of, most, values: Vec::new() };
        answer.reach(&mut reached);
        reached.values
    }
}

impl fmt::Debug for Batched {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Batched").field("alias", &self.alias).finish_non_exhaustive()
    }
}

struct Of<E, A> {
    extension: E,
    fields: core::marker::PhantomData<fn() -> A>,
}

type Giving<'a> = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>>;

/// What gives fields to values of a model, whichever it is.
trait Gives: Send + Sync {
    fn give<'a>(&'a self, values: Values<'a>) -> Giving<'a>;
}

impl<E: Extension + Batch<A>, A: Addition> Gives for Of<E, A> {
    fn give<'a>(&'a self, values: Values<'a>) -> Giving<'a> {
        Box::pin(async move {
            let mut values: Vec<&mut A::Of> = values.into_iter().filter_map(|value| value.downcast_mut()).collect();
            let fields = {
                let seen: Vec<&A::Of> = values.iter().map(|value| &**value).collect();
                self.extension.batch(&seen).await?
            };
            if fields.len() != values.len() {
                let (given, wanted, own) = (fields.len(), values.len(), type_name::<A>());
                let alias = E::TABLE.alias;
                let problem = format!("the extension `{alias}` gave {given} of `{own}` for {wanted} values");
                return Err(Failure::internal(problem));
            }
            for (value, own) in values.iter_mut().zip(fields) {
                value.extra_mut().insert(own);
            }
            Ok(())
        })
    }
}

/// An answer on its way to having all fields that extensions give.
pub struct Completed<'c>(Stage<'c>);

enum Stage<'c> {
    /// Until it is asked for.
    Ready(Option<Box<Response>>),
    Waits(Pin<Box<dyn Future<Output = Box<Response>> + Send + 'c>>),
}

impl<'c> Completed<'c> {
    pub(crate) fn ready(response: Response) -> Self {
        Completed(Stage::Ready(Some(Box::new(response))))
    }

    pub(crate) fn later<T: IntoResponse + 'c>(answer: T, cx: &'c Context) -> Self {
        Completed(Stage::Waits(Box::pin(complete(answer, cx))))
    }

    /// Waits for it on a thread that may be blocked.
    pub fn here(self) -> Box<Response> {
        match self.0 {
            Stage::Ready(Some(response)) => response,
            stage => tokio::runtime::Handle::current().block_on(Completed(stage)),
        }
    }
}

/// An answer, of which no more is known than that it may be waited for on any thread.
#[inline]
pub fn completing(answer: Completed<'_>) -> impl Future<Output = Box<Response>> + Send {
    answer
}

impl Future for Completed<'_> {
    type Output = Box<Response>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Box<Response>> {
        match &mut self.0 {
            Stage::Ready(response) => response.take().map_or(Poll::Pending, Poll::Ready),
            Stage::Waits(response) => response.as_mut().poll(task),
        }
    }
}

impl fmt::Debug for Completed<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Completed").finish_non_exhaustive()
    }
}

/// Whether an extension gives fields to something in an answer.
pub(crate) fn is_due<T: IntoResponse>(answer: &mut T, cx: &Context) -> bool {
    batches(cx).any(|batched| !batched.values(answer, 1).is_empty())
}

/// Puts all fields that extensions give into an answer.
async fn complete<T: IntoResponse>(mut answer: T, cx: &Context) -> Box<Response> {
    for batched in batches(cx) {
        let values = batched.values(&mut answer, usize::MAX);
        if values.is_empty() {
            continue;
        }
        if let Err(failure) = batched.gives.give(values).await {
            return Box::new(cx.fail(&failure));
        }
    }
    Box::new(answer.into_response(cx))
}

/// What gives fields in the request's version.
fn batches(cx: &Context) -> impl Iterator<Item = &Batched> {
    cx.batches().iter().filter(|batched| batched.range.holds(cx.version()))
}
