package io.wherry.account;

/** A person. An administrator may do everything everywhere. */
public record User(long id, String name, boolean administrator) {}
