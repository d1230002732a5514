//! Compute by progenitor. A folded document has one body for all failures, which is one of those that the API has.

use std::error::Error;
use std::time::Duration;

use client::types::{
    Failure, NetworkChoice, NewServer, ServerChange, ServerDetail, ServerSortKey, ServersActionBody, ServersCreateBody,
    ServersUpdateBody,
};
use client::{Client, Error as Unlike};
use reqwest::StatusCode;
use uuid::{Uuid, uuid};

use crate::{connection, done};

/// What progenitor generated.
#[allow(dead_code, mismatched_lifetime_syntaxes, unused_imports)]
mod client {
    include!(concat!(env!("OUT_DIR"), "/compute.rs"));
}

const IMAGE: Uuid = uuid!("11111111-1111-4111-8111-111111111111");

pub async fn calls(base: &str) -> Result<(), Box<dyn Error>> {
    let headers = [("openstack-api-version", "compute 2.104"), ("x-auth-token", "admin:a")];
    let client = Client::new_with_client(base, connection(&headers)?);

    let page = client.flavors_index().limit(2u32).send().await?;
    assert_eq!(page.flavors.len(), 2);
    assert_eq!(page.flavors_links[0].rel.to_string(), "next");
    done("list flavors, two on a page");

    let new = NewServer::builder().name("web").flavor_ref("1").image_ref(IMAGE).networks(NetworkChoice::None);
    let created = client.servers_create().body(ServersCreateBody::builder().server(new)).send().await?;
    assert_eq!(created.status(), StatusCode::ACCEPTED);
    let web = created.server.id;
    done("create a server");

    let server = once(&client, web, "ACTIVE").await?;
    assert_eq!(server.name, "web");
    done("show it until it is active");

    let change = ServerChange::builder().name(Some("web-1".try_into()?)).description(Some("serves pages".try_into()?));
    let change = ServersUpdateBody::builder().server(change);
    let changed = client.servers_update().server_id(web).body(change.clone()).send().await?;
    assert_eq!((&*changed.server.name, changed.server.description.as_deref()), ("web-1", Some("serves pages")));
    done("change its name and its description, which servers have since 2.19");

    let older = client.servers_update().open_stack_api_version("compute 2.18".to_owned());
    let Failure::BadRequest(refused) = failure(older.server_id(web).body(change).send().await) else { panic!() };
    assert!(refused.bad_request.message.contains("description"));
    done("change its description in 2.18: a typed 400");

    let pause = || client.servers_action().server_id(web).body(ServersActionBody::Pause(None)).send();
    assert_eq!(pause().await?.status(), StatusCode::ACCEPTED);
    done("pause it, by an action whose value is null");

    let Failure::ConflictingRequest(refused) = failure(pause().await) else { panic!() };
    assert_eq!(refused.conflicting_request.code, 409);
    done("pause it once more: a typed 409");

    once(&client, web, "PAUSED").await?;
    let paused = client.servers_index().status("PAUSED".to_owned()).sort_key(ServerSortKey::DisplayName).limit(10u32);
    let paused = paused.send().await?.into_inner().servers;
    assert_eq!(paused.iter().map(|server| &*server.name).collect::<Vec<_>>(), ["web-1"]);
    done("list paused servers, sorted");

    let tagged = client.tags_add().server_id(web).tag("blue").send().await?;
    assert_eq!(tagged.status(), StatusCode::CREATED);
    done("put a tag on it: 201 without a body");

    client.servers_delete().server_id(web).send().await?;
    let Failure::ItemNotFound(missing) = failure(once(&client, web, "DELETED").await) else { panic!() };
    assert_eq!(missing.item_not_found.code, 404);
    done("delete it; then it is a typed 404");
    Ok(())
}

/// The server, as soon as it has a status.
async fn once(client: &Client, id: Uuid, status: &str) -> Result<ServerDetail, Unlike<Failure>> {
    for _ in 0..100 {
        let server = client.servers_show().server_id(id).send().await?.into_inner().server;
        if server.status == status {
            return Ok(server);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it has not become {status}");
}

/// The documented body of an answer that is no success.
fn failure<T>(answer: Result<T, Unlike<Failure>>) -> Failure {
    match answer {
        Err(Unlike::ErrorResponse(failure)) => failure.into_inner(),
        Err(other) => panic!("not as documented: {other}"),
        Ok(_) => panic!("a success"),
    }
}
