package io.wherry.store.sql;

import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * A list of rows that is read page by page. All parts are fixed text; what comes from a client is
 * bound as a value.
 *
 * @param from tables and joins
 * @param condition with names for values
 * @param order of the rows; it leaves none of them undecided
 */
record Listing(String from, String condition, String order) {
  private static final int MOST = Page.MOST_COUNTED + 1;

  <T> Page<T> page(Handle handle, Map<String, ?> values, PageRequest page, RowMapper<T> mapper) {
    long counted =
        query(handle, "select count(*) from (select 1 from ", " limit " + MOST + ")", values)
            .mapTo(Long.class)
            .one();
    String end = " order by " + order + " limit :mostRows offset :firstRow";
    List<T> rows =
        query(handle, "select * from ", end, values)
            .bind("mostRows", page.size() + 1L)
            .bind("firstRow", page.offset())
            .map(mapper)
            .list();
    boolean more = rows.size() > page.size();
    return new Page<>(more ? rows.subList(0, page.size()) : rows, page, counted, more);
  }

  /** Not every condition has a place for every value. */
  private Query query(Handle handle, String begin, String end, Map<String, ?> values) {
    return handle
        .createQuery(begin + from + " where " + condition + end)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bindMap(values);
  }

  /** That a column has the value {@code search} as a part, in any case of its ASCII letters. */
  static String contains(String column) {
    return column + " like :search escape '!'";
  }

  /** That value, with what {@code like} would read as wildcards made harmless. */
  static String part(String search) {
    return "%" + search.replaceAll("[%_!]", "!$0") + "%";
  }
}
