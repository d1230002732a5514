"""Asks oslo.policy what rules say of who asks and for what, and prints a table of it.

    ask.py NOVA    NOVA: a sample of Nova's rules, of which each is asked too
"""

import json
import logging
import re
import sys
import tempfile

import yaml
from oslo_config import cfg
from oslo_policy import policy

logging.disable(logging.CRITICAL)

# Who asks. `is_admin` is what the rule `context_is_admin` says, as Nova's own context has it.
WHO = {
    "admin": {"user_id": "root", "project_id": "ops", "roles": ["admin", "member", "reader"], "is_admin": True},
    "member": {"user_id": "jane", "project_id": "shop", "roles": ["member", "reader"], "is_admin": False},
    "reader": {"user_id": "rita", "project_id": "shop", "roles": ["Reader"], "is_admin": False},
    "stranger": {"user_id": "zoe", "project_id": "bank", "roles": ["member", "reader"], "is_admin": False},
    "service": {"user_id": "nova", "project_id": "services", "roles": ["service"], "is_admin": False},
    "domain": {"user_id": "dora", "domain_id": "default", "roles": ["manager"], "is_admin": False},
    "system": {"user_id": "sam", "system_scope": "all", "roles": ["admin"], "is_admin": True},
    "nobody": {"user_id": "nemo", "roles": [], "is_admin": False},
}

# For what: a server of the shop's, one of Jane's, what says nothing of itself.
TARGETS = {
    "server": {"project_id": "shop", "user_id": "rita", "visibility": "public", "locked": "False", "count": "7"},
    "own": {"project_id": "shop", "user_id": "jane", "visibility": "private", "locked": "True", "owner": "None"},
    "role": {"project_id": "bank", "wanted": "member", "domain": "default"},
    "bare": {},
}

# Rules that others ask.
SHARED = {
    "context_is_admin": "role:admin",
    "admin_required": "rule:context_is_admin",
    "owner": "user_id:%(user_id)s",
    "in_project": "project_id:%(project_id)s",
    "project_reader": "role:reader and rule:in_project",
    "project_member": "role:member and rule:in_project",
    "reader_or_admin": "rule:context_is_admin or rule:project_reader",
    "everybody": "",
    "nobody": "!",
}

# What is asked: rules, for each who asks, for each what.
RULES = [
    "@", "!", "", "not @", "not !", "not not @", "@ and !", "@ or !", "! or ! or @", "@ and @ and !",
    "role:member", "role:MEMBER", "role:%(wanted)s", "role:admin or role:service", "not role:member",
    "rule:context_is_admin", "rule:admin_required", "rule:reader_or_admin", "rule:everybody", "rule:nobody",
    "not rule:admin_required", "rule:owner and not rule:admin_required",
    "project_id:%(project_id)s", "user_id:%(user_id)s", "user_id:jane", "project_id:shop", "project_id:%(nothing)s",
    "not project_id:%(nothing)s", "domain_id:%(domain)s", "domain_id:default", "system_scope:all",
    "is_admin:True", "is_admin:False", "not is_admin:True", "is_admin:true",
    "'public':%(visibility)s", '"private":%(visibility)s', "True:%(locked)s", "False:%(locked)s", "None:%(owner)s",
    "7:%(count)s", "-7:%(count)s", "'shop':%(project_id)s", "'a%%':a%%", "'':", "'x':%(nothing)s",
    "'shop-jane':%(project_id)s-%(user_id)s",
    "role:member and user_id:%(user_id)s or role:admin",
    "role:admin or role:member and user_id:%(user_id)s",
    "(role:admin or role:member) and user_id:%(user_id)s",
    "role:admin or (role:member and user_id:%(user_id)s)",
    "not (role:admin or role:member)", "not role:admin and not role:member", "not role:admin or role:member",
    "role:reader and project_id:%(project_id)s or role:service or rule:context_is_admin",
    "((role:member))", "( role:member )", "(role:member) AND (role:reader)",
    "role:member Or role:service", "NOT role:member", "role:member\tand\nrole:reader",
    "role:a or role:b and role:c or role:member and role:reader",
    "not (not (not role:member))", "role:member and (rule:owner or 'public':%(visibility)s)",
    [], [[]], ["role:admin"], [["role:admin"]], [["role:member", "project_id:%(project_id)s"], ["role:service"]],
    ["role:service", ["role:member", "user_id:%(user_id)s"]], [["!"], ["@"]], [["@", "!"]],
]

# What is no rule, which oslo.policy logs and lets nobody pass.
WRONG = [
    "role:admin role:member", "and role:admin", "role:admin and", "or", "not", "(role:admin", "role:admin)", "()", "   ",
    "member", "role:admin and or role:member", "role:admin (role:member)", "'x'", "not and @",
]

SCOPES = [["project"], ["system"], ["domain"], ["system", "project"], ["system", "domain", "project"]]


def enforcer(rules):
    conf = cfg.ConfigOpts()
    conf([], default_config_files=[])
    asked = policy.Enforcer(conf, use_conf=False, rules={}, default_rule="")
    asked.suppress_deprecation_warnings = True
    asked.set_rules(policy.Rules.from_dict(rules), use_conf=False)
    return asked


def allowed(rule):
    """For each who asks, the targets to which the rule lets them."""
    asked = enforcer({**SHARED, "asked": rule})
    return {
        who: [name for name, target in TARGETS.items() if asked.enforce("asked", dict(target), dict(creds))]
        for who, creds in WHO.items()
    }


def registering(defaults, in_file):
    """With rules in code, of which a file says this otherwise."""
    conf = cfg.ConfigOpts()
    conf([], default_config_files=[])
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump(in_file, file)
        file.flush()
        asked = policy.Enforcer(conf, policy_file=file.name)
        asked.suppress_deprecation_warnings = True
        asked.register_defaults(defaults)
        asked.load_rules()
        return [who for who, creds in WHO.items() if asked.enforce(defaults[0].name, {}, dict(creds))]


def scoped(scope_types):
    """Who passes a rule of these scopes that says nothing else."""
    return registering([policy.RuleDefault("asked", "@", scope_types=scope_types)], {})


def falls_back(in_file):
    """Who passes a rule that had another name and said something else before, where a file says this."""
    old = policy.DeprecatedRule("old", "role:service", deprecated_reason="renamed", deprecated_since="1")
    return registering([policy.RuleDefault("new", "role:admin", deprecated_rule=old)], in_file)


def main(nova):
    for wrong in WRONG:
        assert not any(allowed(wrong).values()), wrong
    with open(nova, encoding="utf-8") as file:
        rules = yaml.safe_load(re.sub(r'(?m)^#"', '"', file.read()))
    asked = enforcer(rules)
    table = {
        "who": WHO,
        "targets": TARGETS,
        "shared": SHARED,
        "rules": [{"rule": rule, "allowed": allowed(rule)} for rule in RULES],
        "wrong": WRONG,
        "scopes": [{"scopes": scopes, "allowed": scoped(scopes)} for scopes in SCOPES],
        "renamed": [
            {"file": file, "allowed": falls_back(file)}
            for file in ({}, {"old": "role:member"}, {"new": "role:reader"}, {"old": "role:member", "new": "role:reader"},
                         {"old": "rule:new"}, {"old": "role:service"})
        ],
        "nova": {
            f"{who} {name}": [rule for rule in rules if asked.enforce(rule, dict(TARGETS[name]), dict(creds))]
            for who, creds in WHO.items()
            for name in ("server", "bare")
        },
    }
    json.dump(table, sys.stdout, indent=1)
    print()


main(sys.argv[1])
