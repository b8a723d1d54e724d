package io.wherry.api;

import io.wherry.namespace.Project;
import io.wherry.repository.History.Branch;
import io.wherry.repository.History.Commit;
import io.wherry.repository.History.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Branches, tags and commits of one project as clients read them.
 *
 * @param canPush whether whoever asks may push to it
 */
record HistoryJson(Project project, String url, boolean canPush) {
  private static final int SHORT_ID = 8;

  /** Of the default branch: whoever may push cannot take anything away from it. */
  Json.Fields of(Branch branch) {
    boolean guarded = branch.standard() && !project.features().rewriting();
    return Json.object("name", branch.name())
        .with("commit", of(branch.tip()))
        .with("merged", branch.merged())
        .with("protected", guarded)
        .with("developers_can_push", guarded)
        .with("developers_can_merge", guarded)
        .with("can_push", canPush)
        .with("default", branch.standard())
        .with("web_url", page("tree", branch.name()));
  }

  Json.Fields of(Tag tag) {
    return Json.object("name", tag.name())
        .with("message", tag.message().orElse(null))
        .with("target", tag.target())
        .with("commit", tag.commit().map(this::of).orElse(null))
        .with("release", null)
        .with("protected", false)
        .with("created_at", tag.made().map(Json::time).orElse(null));
  }

  Json.Fields of(Commit commit) {
    return Json.object("id", commit.id())
        .with("short_id", commit.id().substring(0, SHORT_ID))
        .with("created_at", Json.time(commit.committer().at()))
        .with("parent_ids", commit.parents())
        .with("title", commit.title())
        .with("message", commit.message())
        .with("author_name", commit.author().name())
        .with("author_email", commit.author().email())
        .with("authored_date", Json.time(commit.author().at()))
        .with("committer_name", commit.committer().name())
        .with("committer_email", commit.committer().email())
        .with("committed_date", Json.time(commit.committer().at()))
        .with("trailers", Map.of())
        .with("web_url", page("commit", commit.id()));
  }

  private String page(String kind, String name) {
    String encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    return "%s/%s/-/%s/%s".formatted(url, project.path(), kind, encoded);
  }
}
