package io.wherry.token;

import io.wherry.secret.TokenSecret;

/** A token together with its secret; exists only between issuing and the answer that shows it. */
public record IssuedToken(DeployToken token, TokenSecret secret) {}
