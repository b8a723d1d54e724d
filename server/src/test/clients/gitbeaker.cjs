// Does with @gitbeaker/rest what people's scripts do, and prints what it got as one JSON object.
//
// Usage: NODE_PATH=MODULES node gitbeaker.cjs URL PERSONAL-TOKEN STEP ARGUMENT...

const { GitbeakerRequestError, Gitlab } = require("@gitbeaker/rest");

const MAINTAINER = 40;
const READING = ["read_repository"];

const steps = {
  async sign_in(api) {
    return {
      user: await api.Users.showCurrentUser(),
      version: await api.Metadata.show(),
      bearer: await new Gitlab({ host: url, oauthToken: token }).Users.showCurrentUser(),
      refused: await refusal(() => signedIn("wrong").Users.showCurrentUser()),
      job: await refusal(() =>
        new Gitlab({ host: url, jobToken: "wrong" }).Users.showCurrentUser(),
      ),
    };
  },

  async places(api, name) {
    const group = await api.Groups.create("Group " + name, name);
    const below = await api.Groups.create("Below", "below", { parentId: group.id });
    const project = await api.Projects.create({
      name: "App",
      path: "app",
      namespaceId: below.id,
    });
    return {
      group,
      subgroup: below,
      project,
      shown_group: await api.Groups.show(name),
      shown_project: await api.Projects.show(name + "/below/app"),
      subgroups: await api.Groups.allSubgroups(name),
      projects: await api.Groups.allProjects(name, { includeSubgroups: true }),
      taken: await refusal(() => api.Groups.create("Again", name)),
    };
  },

  async people(api, group, project) {
    const ann = await person(api, group + "-ann");
    const bob = await person(api, group + "-bob");
    const maintainer = await api.GroupMembers.add(group, MAINTAINER, { userId: ann.id });
    await api.ProjectMembers.add(project, 20, { userId: bob.id });
    const developer = await api.ProjectMembers.edit(project, bob.id, 30);
    const own = await signIn(api, ann);
    const bobs = await signIn(api, bob);
    return {
      created: ann,
      // As a form in several parts.
      changed: await api.Users.edit(bob.id, { name: "Robert" }),
      found: await api.Users.all({ username: ann.username }),
      maintainer,
      developer,
      group_members: await api.GroupMembers.all(group),
      all_members: await api.ProjectMembers.all(project, { includeInherited: true }),
      signed_in: await own.Users.showCurrentUser(),
      own: await own.DeployTokens.create("own", READING, { projectId: project }),
      own_of_group: await refusal(() =>
        own.DeployTokens.create("own", READING, { groupId: group }),
      ),
      of_developer: await refusal(() => bobs.DeployTokens.all({ projectId: project })),
      of_instance: await refusal(() => own.DeployTokens.all()),
      removed: await refusal(async () => {
        await api.ProjectMembers.remove(project, bob.id);
        await api.ProjectMembers.show(project, bob.id);
      }),
    };
  },

  async tokens(api, groupId, projectId) {
    const empty = { groupId, username: "", expiresAt: "" };
    const full = { projectId, username: "deployer", expiresAt: "2030-01-01" };
    const scopes = ["write_registry", "read_repository", "read_registry"];
    const created = await api.DeployTokens.create("full", scopes, full);
    return {
      of_group: await api.DeployTokens.create("empty", READING, empty),
      of_project: created,
      shown: await api.DeployTokens.show(created.id, { projectId }),
      as_person: await refusal(() => signedIn(created.token).Users.showCurrentUser()),
    };
  },

  async pages(api, projectId, count) {
    const created = [];
    for (let i = 0; i < Number(count); i += 1) {
      created.push((await api.DeployTokens.create("token " + i, READING, { projectId })).id);
    }
    const third = { projectId, pagination: "offset", page: 3, perPage: 5, maxPages: 1 };
    const { data, paginationInfo } = await api.DeployTokens.all({ ...third, showExpanded: true });
    return {
      created,
      listed: ids(await api.DeployTokens.all({ projectId, perPage: 7 })),
      standard: ids(await api.DeployTokens.all({ projectId })),
      third: ids(data),
      total: paginationInfo.total,
      instance: ids(await api.DeployTokens.all({ perPage: 9 })),
    };
  },

  async life(api, projectId) {
    const create = (name, more) => api.DeployTokens.create(name, READING, { projectId, ...more });
    const living = await create("living");
    const dying = await create("dying");
    const expired = await create("expired", { expiresAt: "2020-01-01" });
    await api.DeployTokens.remove(dying.id, { projectId });
    return {
      living,
      expired: await api.DeployTokens.show(expired.id, { projectId }),
      all: ids(await api.DeployTokens.all({ projectId, active: false })),
      active: ids(await api.DeployTokens.all({ projectId, active: true })),
      instance: ids(await api.DeployTokens.all({ active: true })),
      deleted_twice: await refusal(() => api.DeployTokens.remove(dying.id, { projectId })),
    };
  },

  async content(api, project) {
    const main = await api.Branches.show(project, "main");
    return {
      branches: await api.Branches.all(project),
      branch: await api.Branches.show(project, "größe/naïve"),
      tags: await api.Tags.all(project),
      tag: await api.Tags.show(project, "v1.0"),
      commits: await api.Commits.all(project, { refName: "main", perPage: 5 }),
      commit: await api.Commits.show(project, main.commit.id),
      missing: await refusal(() => api.Branches.show(project, "none")),
    };
  },

  async errors(api, projectId) {
    const create = (name, scopes, more) =>
      refusal(() => api.DeployTokens.create(name, scopes, { projectId, ...more }));
    return {
      bad_scope: await create("bad", ["sudo"]),
      no_name: await create(undefined, READING),
      blank_name: await create(" ", READING),
      no_scope: await create("bad", []),
      bad_date: await create("bad", READING, { expiresAt: "tomorrow" }),
      bad_username: await create("bad", READING, { username: "a b" }),
      unknown: await refusal(() => api.DeployTokens.remove(999999, { projectId })),
      unknown_shown: await refusal(() => api.DeployTokens.show(999999, { projectId })),
      no_project: await refusal(() => api.Projects.show(projectId + "-none")),
    };
  },
};

function person(api, username) {
  return api.Users.create({
    username,
    name: username.endsWith("ann") ? "Ann" : "Bob",
    email: username + "@example.com",
    password: "correct horse battery " + username,
    skipConfirmation: true,
  });
}

async function signIn(api, user) {
  const token = await api.Users.createPersonalAccessToken(user.id, "script", ["api"]);
  return signedIn(token.token);
}

function signedIn(secret) {
  return new Gitlab({ host: url, token: secret });
}

function ids(tokens) {
  return tokens.map((token) => token.id);
}

async function refusal(call) {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof GitbeakerRequestError)) throw error;
    const { response, description } = error.cause;
    return { type: error.name, status: response.status, message: description };
  }
  throw new Error("should have been refused");
}

const [url, token, step, ...given] = process.argv.slice(2);
steps[step](signedIn(token), ...given).then((seen) => console.log(JSON.stringify(seen)));
