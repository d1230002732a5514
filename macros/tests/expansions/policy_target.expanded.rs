const _: () = {
    impl ::terrace::policy::PolicyTarget for Server {
        const ATTRIBUTES: &'static [&'static ::terrace::private::str] = &[
            "project_id",
            "locked",
        ];
        fn attribute(
            &self,
            __name: &::terrace::private::str,
        ) -> ::terrace::private::Option<
            ::terrace::private::Cow<'_, ::terrace::private::str>,
        > {
            match __name {
                "project_id" => ::terrace::private::target_text(&self.project_id),
                "locked" => ::terrace::private::target_text(&self.is_locked),
                _ => ::terrace::private::None,
            }
        }
        fn unseen(&self) -> ::terrace::Failure {
            ::terrace::IntoFailure::into_failure(Server::not_found(self))
        }
    }
};
