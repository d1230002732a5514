use terrace::prelude::*;

#[model]
pub struct Done {
    id: u32,
}

#[controller(path = "/jobs", key = job_id: u32)]
pub struct Jobs;

#[routes]
impl Jobs {
    #[link(Self::index)]
    #[link("log", crate::onward::Logs::show, job_id = "$response.header.x-id", log_id = "latest",)]
    #[show]
    #[callback(done: Done, to = "{$request.query.url}")]
    #[callback(lost: self::Done, to = "https://example.com/{$method}/{$response.body#/a~1b/0}",)]
    async fn show(&self, job_id: Path<u32>) -> Json<u32> {
        Json(job_id.0)
    }

    #[index]
    async fn index(&self) {}
}

#[controller(parent = Jobs, path = "/logs", key = log_id: String)]
pub struct Logs;

#[routes]
impl Logs {
    #[show]
    async fn show(&self, job_id: Path<u32>, log_id: Path<String>) {
        let _ = (job_id, log_id);
    }
}

api! {
    pub struct Work at "/";
    webhooks: [
        /// A job is done.
        #[external_docs("https://example.com/done")]
        done: Done,
    ];
    controllers: [Jobs, Logs];
}

#[test]
fn it_starts() {
    let _work = Work::new(());
}
