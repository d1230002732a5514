// Included by main.rs, sonic.rs and hand.rs: hyper as it is, without limits.
fn main() {
    let (case, app) = (case(), app());
    common::thread_per_core(move |l| async move {
        loop {
            let Ok((s, _)) = l.accept().await else { continue };
            let _ = s.set_nodelay(true);
            tokio::spawn(async move {
                let svc = hyper::service::service_fn(move |req| async move { Ok::<_, std::convert::Infallible>(handle::<hyper::body::Incoming>(app, case, req).await) });
                let _ = hyper::server::conn::http1::Builder::new().serve_connection(hyper_util::rt::TokioIo::new(s), svc).await;
            });
        }
    });
}
