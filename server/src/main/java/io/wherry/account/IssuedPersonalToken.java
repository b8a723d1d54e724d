package io.wherry.account;

import io.wherry.secret.TokenSecret;

/** A token together with its secret; exists only between issuing and the answer that shows it. */
public record IssuedPersonalToken(PersonalToken token, TokenSecret secret) {}
