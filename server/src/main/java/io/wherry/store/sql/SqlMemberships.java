package io.wherry.store.sql;

import io.wherry.account.Membership;
import io.wherry.account.Memberships;
import io.wherry.account.Role;
import io.wherry.audit.AuditEvent;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** Who has which role where, as rows. */
public final class SqlMemberships implements Memberships {
  private static final String SAME =
      " where person_id = :person and namespace_id = :place and level = :level and since = :since";

  private final SqlDatabase database;

  private record RoleIn(long userId, List<Long> lineage) {}

  public SqlMemberships(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Role> roleIn(long userId, List<Long> lineage) {
    return database.readIfChanged(
        new RoleIn(userId, lineage),
        handle ->
            handle
                .createQuery(
                    "select level from membership where person_id = :person and namespace_id in ("
                        + ids(lineage)
                        + ") order by level desc limit 1")
                .bind("person", userId)
                .mapTo(Integer.class)
                .findFirst()
                .map(Role::of));
  }

  /** Numbers of our own, which need no binding. */
  private static String ids(List<Long> places) {
    return places.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public boolean isWithin(long userId, long placeId) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from membership m"
                        + " join namespace n on n.id = m.namespace_id"
                        + " where m.person_id = :person"
                        + " and instr('/' || n.lineage, '/' || :place || '/') > 0)")
                .bind("person", userId)
                .bind("place", placeId)
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Optional<Membership> find(long userId, long placeId) {
    return database.read(handle -> find(handle, userId, placeId));
  }

  private static Optional<Membership> find(Handle handle, long userId, long placeId) {
    return handle
        .createQuery(
            "select m.*, "
                + PersonRows.COLUMNS
                + " from membership m join person p on p.id = m.person_id"
                + " where m.person_id = :person and m.namespace_id = :place")
        .bind("person", userId)
        .bind("place", placeId)
        .map(SqlMemberships::read)
        .findOne();
  }

  @Override
  public Page<Membership> list(List<Long> places, String search, PageRequest page) {
    // Of several roles of one person the row with the highest, and of equal ones the innermost.
    String best =
        "(select m.*, "
            + PersonRows.COLUMNS
            + ", row_number() over (partition by m.person_id"
            + " order by m.level desc, m.namespace_id desc) as place_in_line"
            + " from membership m join person p on p.id = m.person_id where m.namespace_id in ("
            + ids(places)
            + "))";
    String found =
        search.isEmpty()
            ? ""
            : " and ("
                + Listing.contains("username")
                + " or "
                + Listing.contains("display_name")
                + ")";
    var list = new Listing(best, "place_in_line = 1" + found, "person_id");
    Map<String, Object> values = Map.of("search", Listing.part(search));
    return database.read(handle -> list.page(handle, values, page, SqlMemberships::read));
  }

  @Override
  public void insert(Membership membership, AuditEvent event) {
    database.write(
        handle -> {
          int inserted =
              bind(
                      handle.createUpdate(
                          "insert into membership (person_id, namespace_id, level, since)"
                              + " select :person, n.id, :level, :since from namespace n"
                              + " where n.id = :place"
                              + " on conflict (person_id, namespace_id) do nothing"),
                      membership)
                  .execute();
          if (inserted == 0) {
            throw new ProblemException(Problem.CONFLICT, "Member already exists");
          }
          AuditRows.insert(handle, event);
          return inserted;
        });
  }

  @Override
  public void update(Membership former, Role role, AuditEvent event) {
    database.write(
        handle -> {
          if (role != Role.OWNER) {
            refuseLastOwner(handle, former);
          }
          int updated =
              bind(handle.createUpdate("update membership set level = :new" + SAME), former)
                  .bind("new", role.level())
                  .execute();
          return noting(handle, updated, former, event);
        });
  }

  @Override
  public void delete(Membership former, AuditEvent event) {
    database.write(
        handle -> {
          refuseLastOwner(handle, former);
          int deleted =
              bind(handle.createUpdate("delete from membership" + SAME), former).execute();
          return noting(handle, deleted, former, event);
        });
  }

  private static void refuseLastOwner(Handle handle, Membership former) {
    Owners.alone(handle, former.user().id(), former.placeId())
        .ifPresent(
            path -> {
              throw new ProblemException(
                  Problem.NOT_ALLOWED, "group " + path + " needs at least one owner");
            });
  }

  private static int noting(Handle handle, int changed, Membership former, AuditEvent event) {
    if (changed == 0) {
      throw find(handle, former.user().id(), former.placeId()).isEmpty()
          ? new ProblemException(Problem.NOT_FOUND, "Member Not Found")
          : new ProblemException(
              Problem.CONFLICT, "the role was changed at the same moment: look again");
    }
    AuditRows.insert(handle, event);
    return changed;
  }

  private static Update bind(Update update, Membership membership) {
    return update
        .bind("person", membership.user().id())
        .bind("place", membership.placeId())
        .bind("level", membership.role().level())
        .bind("since", membership.since().toEpochMilli());
  }

  private static Membership read(ResultSet row, StatementContext context) throws SQLException {
    return new Membership(
        PersonRows.read(row),
        row.getLong("namespace_id"),
        Role.of(row.getInt("level")),
        Instant.ofEpochMilli(row.getLong("since")));
  }
}
