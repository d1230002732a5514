//! Images.

use serde_json::json;

use crate::{IMAGE, NOBODY, each, fault, fresh};

#[tokio::test]
async fn the_one_image_is_listed() {
    let client = fresh().await;
    let links = json!([
        { "rel": "self", "href": format!("http://compute.example/v2.1/images/{IMAGE}") },
        { "rel": "bookmark", "href": format!("http://compute.example/images/{IMAGE}") },
    ]);
    let listed = client.get("/v2.1/images").header("host", "compute.example").await.value();
    assert_eq!(listed, json!({ "images": [{ "id": IMAGE, "name": "cirros", "links": links }] }));

    let detailed = client.get("/v2.1/images/detail").await.value();
    let shown = client.get(&format!("/v2.1/images/{IMAGE}")).await.value();
    assert_eq!(detailed["images"][0], shown["image"]);
    assert_eq!((&shown["image"]["status"], &shown["image"]["progress"]), (&json!("ACTIVE"), &json!(100)));
}

#[tokio::test]
async fn a_list_is_filtered_and_comes_in_pages() {
    let client = fresh().await;
    let check = async |query: &str, expected: &[&str]| {
        let listed = client.get(&format!("/v2.1/images?{query}")).await.value();
        assert_eq!(each(&listed["images"], "id"), expected, "{query}");
    };
    check("name=cirros&status=ACTIVE", &[IMAGE]).await;
    check("name=cir", &[]).await;
    check("status=SAVING", &[]).await;
    check(&format!("marker={IMAGE}"), &[]).await;
    let page = client.get("/v2.1/images/detail?limit=1").await.value();
    assert_eq!(page["images_links"][0]["rel"], "next");
    let answer = client.get(&format!("/v2.1/images?marker={NOBODY}")).await;
    fault(&answer, 400, "badRequest", &format!("marker [{NOBODY}] not found"));
}

#[tokio::test]
async fn one_that_is_not_there_is_not_found() {
    let client = fresh().await;
    fault(&client.get(&format!("/v2.1/images/{NOBODY}")).await, 404, "itemNotFound", "Image not found.");
    assert_eq!(client.get("/v2.1/images/nope").await.status(), 404);
    assert_eq!(client.delete(&format!("/v2.1/images/{IMAGE}")).await.status(), 404);
}
