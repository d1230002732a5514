//! A new migration is a new build: `sqlx::migrate!` reads the folder, and cargo would not see it change.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
