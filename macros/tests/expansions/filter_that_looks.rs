/// Asks for a token.
#[filter(security = Security::Bearer("token"))]
fn token(tokens: &Tokens, who: Guess, request: Head<'_>) -> Result<Identity, Unauthorized> {
    tokens.of(who, request.headers())
}
