"""Does with python-gitlab what people's scripts do, and prints what it got as one JSON object.

Usage: python_gitlab.py URL PERSONAL-TOKEN STEP ARGUMENT...
"""

import json
import sys

import gitlab

READING = {"scopes": ["read_repository"]}


def sign_in(gl):
    gl.auth()
    version, revision = gl.version()
    bearer = gitlab.Gitlab(gl.url, oauth_token=gl.private_token)
    bearer.auth()
    return {
        "user": gl.user.attributes,
        "version": {"version": version, "revision": revision},
        "bearer": bearer.user.attributes,
        "refused": refusal(gitlab.Gitlab(gl.url, private_token="wrong").auth),
        "job": refusal(gitlab.Gitlab(gl.url, job_token="wrong").auth),
    }


def places(gl, name):
    group = gl.groups.create({"name": "Group " + name, "path": name})
    below = gl.groups.create({"name": "Below", "path": "below", "parent_id": group.id})
    project = gl.projects.create({"name": "App", "path": "app", "namespace_id": below.id})
    return {
        "group": group.attributes,
        "subgroup": below.attributes,
        "project": project.attributes,
        "shown_group": gl.groups.get(name).attributes,
        "shown_project": gl.projects.get(name + "/below/app").attributes,
        "subgroups": attributes(group.subgroups.list(get_all=True)),
        "projects": attributes(group.projects.list(get_all=True, include_subgroups=True)),
        "taken": refusal(lambda: gl.groups.create({"name": "Again", "path": name})),
    }


def people(gl, group_path, project_path):
    group = gl.groups.get(group_path)
    project = gl.projects.get(project_path)
    ann, bob = (person(gl, group_path, name) for name in ("ann", "bob"))
    bob.name = "Robert"
    bob.save()
    maintainer = group.members.create(
        {"user_id": ann.id, "access_level": gitlab.const.AccessLevel.MAINTAINER}
    )
    developer = project.members.create({"user_id": bob.id, "access_level": 20})
    developer.access_level = gitlab.const.AccessLevel.DEVELOPER
    developer.save()
    own = sign_in_as(gl, ann)
    return {
        "created": ann.attributes,
        "changed": bob.attributes,
        "found": attributes(gl.users.list(username=ann.username)),
        "maintainer": maintainer.attributes,
        "developer": project.members.get(bob.id).attributes,
        "group_members": attributes(group.members.list(get_all=True)),
        "all_members": attributes(project.members_all.list(get_all=True)),
        "signed_in": own.user.attributes,
        "own": own.projects.get(project_path).deploytokens.create(reading("own")).attributes,
        "own_of_group": refusal(
            lambda: own.groups.get(group_path).deploytokens.create(reading("own"))
        ),
        "of_developer": refusal(
            lambda: sign_in_as(gl, bob).projects.get(project_path).deploytokens.list()
        ),
        "of_instance": refusal(own.deploytokens.list),
        "removed": refusal(lambda: removed(project, bob.id)),
    }


def person(gl, prefix, name):
    username = prefix + "-" + name
    return gl.users.create(
        {
            "username": username,
            "name": name.capitalize(),
            "email": username + "@example.com",
            "password": "correct horse battery " + name,
            "skip_confirmation": True,
        }
    )


def sign_in_as(gl, user):
    token = user.personal_access_tokens.create({"name": "script", "scopes": ["api"]})
    own = gitlab.Gitlab(gl.url, private_token=token.token)
    own.auth()
    return own


def removed(project, user_id):
    project.members.delete(user_id)
    project.members.get(user_id)


def tokens(gl, group_path, project_path):
    empty = {"name": "empty", "username": "", "expires_at": "", "scopes": ["read_repository"]}
    full = {
        "name": "full",
        "username": "deployer",
        "expires_at": "2030-01-01",
        "scopes": ["write_registry", "read_repository", "read_registry"],
    }
    group = gl.groups.get(group_path).deploytokens
    project = gl.projects.get(project_path).deploytokens
    created = project.create(full)
    return {
        "of_group": group.create(empty).attributes,
        "of_project": created.attributes,
        "shown": project.get(created.id).attributes,
        "as_person": refusal(gitlab.Gitlab(gl.url, private_token=created.token).auth),
    }


def pages(gl, project_path, count):
    project = gl.projects.get(project_path).deploytokens
    created = [project.create(reading(f"token {i}")).id for i in range(int(count))]
    return {
        "created": created,
        "listed": ids(project.list(get_all=True, per_page=7)),
        "standard": ids(project.list(iterator=True)),
        "third": ids(project.list(page=3, per_page=5)),
        "total": project.list(iterator=True, per_page=5).total,
        "instance": ids(gl.deploytokens.list(get_all=True, per_page=9)),
    }


def life(gl, project_path):
    project = gl.projects.get(project_path).deploytokens
    living, dying = project.create(reading("living")), project.create(reading("dying"))
    expired = project.create({**reading("expired"), "expires_at": "2020-01-01"})
    project.delete(dying.id)
    return {
        "living": living.attributes,
        "expired": project.get(expired.id).attributes,
        "all": ids(project.list(active=False)),
        "active": ids(project.list(active=True)),
        "instance": ids(gl.deploytokens.list(get_all=True, active=True)),
        "deleted_twice": refusal(lambda: project.delete(dying.id)),
    }


def content(gl, project_path):
    project = gl.projects.get(project_path)
    return {
        "branches": attributes(project.branches.list(get_all=True)),
        "branch": project.branches.get("größe/naïve").attributes,
        "tags": attributes(project.tags.list(get_all=True)),
        "tag": project.tags.get("v1.0").attributes,
        "commits": attributes(project.commits.list(get_all=True, ref_name="main", per_page=5)),
        "commit": project.commits.get(project.branches.get("main").commit["id"]).attributes,
        "missing": refusal(lambda: project.branches.get("none")),
    }


def errors(gl, project_path):
    project = gl.projects.get(project_path).deploytokens
    return {
        "bad_scope": refusal(lambda: project.create({"name": "bad", "scopes": ["sudo"]})),
        # The library itself refuses to create one without a name.
        "no_name": refusal(lambda: gl.http_post(project.path, post_data=READING)),
        "blank_name": refusal(lambda: project.create({**READING, "name": " "})),
        "no_scope": refusal(lambda: project.create({"name": "bad", "scopes": []})),
        "bad_date": refusal(lambda: project.create({**reading("bad"), "expires_at": "tomorrow"})),
        "bad_username": refusal(lambda: project.create({**reading("bad"), "username": "a b"})),
        "unknown": refusal(lambda: project.delete(999999)),
        "unknown_shown": refusal(lambda: project.get(999999)),
        "no_project": refusal(lambda: gl.projects.get(project_path + "-none")),
    }


def reading(name):
    return {"name": name, **READING}


def attributes(objects):
    return [found.attributes for found in objects]


def ids(objects):
    return [found.id for found in objects]


def refusal(call):
    try:
        call()
    except gitlab.exceptions.GitlabError as error:
        kind = type(error).__name__
        return {"type": kind, "status": error.response_code, "message": error.error_message}
    raise AssertionError("should have been refused")


url, token, step, *arguments = sys.argv[1:]
seen = globals()[step](gitlab.Gitlab(url, private_token=token), *arguments)
print(json.dumps(seen))
