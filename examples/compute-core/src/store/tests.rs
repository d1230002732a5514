//! The database as a whole: opened, seeded, migrated, changed.

use std::error::Error;
use std::fs;

use super::*;

#[tokio::test]
async fn a_fresh_database_is_made_with_its_folder_and_seeded_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some/where/compute.db");

    let store = Store::open(&path, Seed::Classic).await.unwrap();
    assert_eq!(store.all_flavors().await.unwrap(), Flavor::classic());
    assert_eq!(store.all_images().await.unwrap()[0].id, images::CLASSIC);
    store.delete_flavor("1").await.unwrap();
    store.close().await;
    assert!(!path.with_extension("db-wal").exists(), "closing folds the log into the file");

    let store = Store::open(&path, Seed::Classic).await.unwrap();
    assert_eq!(store.all_flavors().await.unwrap(), Flavor::classic()[1..], "a deleted flavor does not come back");
}

#[tokio::test]
async fn an_older_database_is_migrated_with_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("compute.db");
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let old = pool(1).connect_with(options).await.unwrap();
    let first = MIGRATIONS.iter().take(1).cloned().collect();
    Migrator { migrations: first, ..Migrator::DEFAULT }.run(&old).await.unwrap();
    for sql in [
        "INSERT INTO origin (id, created) VALUES (1, '2026-01-01T00:00:00Z')",
        "INSERT INTO images (id, name) VALUES ('11111111-1111-4111-8111-111111111111', 'old')",
        "INSERT INTO servers (id, project_id, user_id, name, image_id, flavor_id, flavor_name, ram, vcpus, disk, \
             ephemeral, swap, vm_state, created, updated, config_drive, networked) \
         VALUES ('22222222-2222-4222-8222-222222222222', 'p', 'u', 'old', '11111111-1111-4111-8111-111111111111', \
             '1', 'm1.tiny', 512, 1, 1, 0, 0, 'active', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0, 1)",
    ] {
        sqlx::query(sql).execute(&old).await.unwrap();
    }
    old.close().await;

    let store = Store::open(&path, Seed::Classic).await.unwrap();
    let [server] = &store.servers("p").await.unwrap()[..] else { panic!("not one server") };
    assert_eq!((server.name.as_str(), server.locked), ("old", false));
    assert_eq!(store.all_images().await.unwrap()[0].created, "2026-01-01T00:00:00Z");
    assert_eq!(store.keypairs("u").await.unwrap(), []);
    assert_eq!(store.hosts().await.unwrap()[0].name, "fakehost");
}

#[tokio::test]
async fn an_empty_database_stays_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("compute.db");
    for seed in [Seed::Empty, Seed::Classic] {
        let store = Store::open(&path, seed).await.unwrap();
        assert_eq!(store.all_flavors().await.unwrap(), []);
        assert_eq!(store.all_images().await.unwrap(), []);
        store.close().await;
    }
}

#[tokio::test]
async fn the_settings_that_keep_data_are_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("compute.db"), Seed::Empty).await.unwrap();
    let (journal, synchronous, foreign_keys): (String, i64, i64) = sqlx::query_as(
        "SELECT j.journal_mode, s.synchronous, f.foreign_keys \
         FROM pragma_journal_mode AS j, pragma_synchronous AS s, pragma_foreign_keys AS f",
    )
    .fetch_one(&mut *store.writer.begin().await.unwrap())
    .await
    .unwrap();
    assert_eq!((journal.as_str(), synchronous, foreign_keys), ("wal", 2, 1));
    let refused = sqlx::query("DELETE FROM flavors").execute(&store.readers).await.unwrap_err();
    assert!(refused.to_string().contains("readonly"), "{refused}");
}

#[tokio::test]
async fn what_has_returned_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("compute.db");
    let store = Store::open(&path, Seed::Classic).await.unwrap();
    let other = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&path)).await.unwrap();
    for count in 1..=20_i64 {
        store.create_server(&NewServer::example("one")).await.unwrap();
        let seen: i64 = sqlx::query_scalar("SELECT count(*) FROM servers").fetch_one(&other).await.unwrap();
        assert_eq!(seen, count, "another connection sees what was answered");
    }
    let id = store.servers("p").await.unwrap()[0].id;
    store.delete_server(id).await.unwrap();
    let seen: i64 = sqlx::query_scalar("SELECT count(*) FROM servers").fetch_one(&other).await.unwrap();
    assert_eq!(seen, 19);
}

#[tokio::test]
async fn stores_in_memory_are_apart() {
    let [one, other] = [Store::in_memory(Seed::Classic).await.unwrap(), Store::in_memory(Seed::Classic).await.unwrap()];
    one.delete_flavor("1").await.unwrap();
    assert_eq!(other.all_flavors().await.unwrap().len(), 5);
}

#[tokio::test]
async fn changes_made_side_by_side_all_arrive() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("compute.db"), Seed::Classic).await.unwrap();
    let changes: Vec<_> = (0..20)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let name = format!("server {n}");
                let made = store.create_server(&NewServer::example(&name)).await.unwrap();
                assert_eq!(store.server(made.id).await.unwrap(), Some(made));
            })
        })
        .collect();
    for change in changes {
        change.await.unwrap();
    }
    assert_eq!(store.servers("p").await.unwrap().len(), 20);
}

#[tokio::test]
async fn a_change_that_is_dropped_leaves_nothing_behind() {
    let store = Store::in_memory(Seed::Empty).await.unwrap();
    let [dropped, kept] = ["dropped", "kept"].map(|name| Flavor::new(name, 1, 1, 1));
    let mut tx = store.writer.begin().await.unwrap();
    dropped.insert(&mut tx).await.unwrap();
    drop(tx);
    store.create_flavor(&kept).await.unwrap();
    assert_eq!(store.all_flavors().await.unwrap(), [kept]);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Store::open(file.join("compute.db"), Seed::Empty).await.unwrap_err();
    assert!(matches!(&error, OpenError::Unwritable { path, .. } if path.starts_with(&file)), "{error:?}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_folder_in_place_of_the_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open(folder.path(), Seed::Empty).await.unwrap_err();
    assert!(matches!(error, OpenError::Folder { .. }), "{error:?}");
}

#[tokio::test]
async fn a_damaged_database_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("compute.db");
    Store::open(&path, Seed::Classic).await.unwrap().close().await;

    let cut = fs::read(&path).unwrap()[..8192].to_vec();
    for damage in [cut, vec![b'x'; 5000]] {
        fs::write(&path, damage).unwrap();
        let error = Store::open(&path, Seed::Classic).await.unwrap_err();
        assert!(matches!(error, OpenError::Damaged { .. }), "{error:?}");
        assert!(error.to_string().contains("compute.db"), "{error}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_release_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("compute.db");
    let store = Store::open(&path, Seed::Empty).await.unwrap();
    store
        .execute(
            "INSERT INTO _sqlx_migrations \
                 (version, description, success, checksum, execution_time) \
             VALUES (9999, 'to come', TRUE, x'00', 1)",
        )
        .await;
    store.close().await;

    let error = Store::open(&path, Seed::Empty).await.unwrap_err();
    assert!(matches!(error, OpenError::Newer { version: 9999, .. }), "{error:?}");
}

#[tokio::test]
async fn a_part_of_a_newer_release_is_told_with_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("compute.db");
    let store = Store::open(&path, Seed::Empty).await.unwrap();
    store.migrate("os-parts", Migrator::DEFAULT).await.unwrap();
    store
        .execute(
            "INSERT INTO \"_os-parts_migrations\" \
                 (version, description, success, checksum, execution_time) \
             VALUES (9999, 'to come', TRUE, x'00', 1)",
        )
        .await;

    let error = store.migrate("os-parts", Migrator::DEFAULT).await.unwrap_err();
    assert!(matches!(&error, OpenError::Newer { path: told, version: 9999 } if *told == path), "{error:?}");
}
