# Tools of a stage, from their registries; sourced by its `run`, at the top of the repository.
#
# What is pinned is in the stage's folder, what is installed under the target folder, made anew when the pins change.

# install_python PINS VENV: a virtual environment with what a requirements.txt lists, and nothing else.
install_python() {
    local pins=$1 venv=$2
    if cmp --silent "$pins" "$venv/installed.txt"; then return; fi
    echo "installing $pins into $venv"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$pins"
    "$venv/bin/pip" check
    cp "$pins" "$venv/installed.txt"
}

# install_node FROM TO: what the package-lock.json of a folder lists.
install_node() {
    local from=$1 to=$2
    if cmp --silent "$from/package-lock.json" "$to/installed.json"; then return; fi
    echo "installing $from/package-lock.json into $to"
    rm -rf "$to"
    mkdir -p "$to"
    cp "$from/package.json" "$from/package-lock.json" "$to/"
    npm ci --prefix "$to" --ignore-scripts --no-audit --no-fund --loglevel=error
    cp "$from/package-lock.json" "$to/installed.json"
}

# install_debian PACKAGE…: packages of the distribution, by its root.
install_debian() {
    local as_root=()
    if ((EUID != 0)); then as_root=(sudo); fi
    echo "installing $*"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
