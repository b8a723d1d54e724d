package io.wherry.account;

import io.wherry.audit.AuditEvent;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** Keeps who has which role where. Every method is atomic and keeps the event with its change. */
public interface Memberships {

  /**
   * The highest role that somebody was given in any of these places: a namespace and those around
   * it.
   */
  Optional<Role> roleIn(long userId, List<Long> lineage);

  /** Whether somebody was given any role in this place or in one that lies inside it. */
  boolean isWithin(long userId, long placeId);

  Optional<Membership> find(long userId, long placeId);

  /**
   * Who has a role in any of these places, in the order of their ids; of several of one person the
   * highest.
   *
   * @param search a part of name or username, in any case; empty for any
   */
  Page<Membership> list(List<Long> places, String search, PageRequest page);

  /** Throws {@code CONFLICT} where this person has a role in this place already. */
  void insert(Membership membership, AuditEvent event);

  /**
   * Gives another role. Throws {@code NOT_FOUND} where there is none, and {@code CONFLICT} where it
   * is not the former one any more: what was allowed to be done to that is not to be done to
   * another. Throws {@code NOT_ALLOWED} where a top-level group would lose its last owner.
   */
  void update(Membership former, Role role, AuditEvent event);

  /** Throws as {@link #update} does. */
  void delete(Membership former, AuditEvent event);
}
