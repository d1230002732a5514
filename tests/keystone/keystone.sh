# A Keystone of a stage, in a folder of its own; sourced by its `run`, after `tests/common/service.sh`.
#
#   make_keystone FOLDER                makes its settings, keys and database, with the administrator `admin`
#   start_keystone NAME FOLDER PORT [FILE]  serves it, with one more file of settings

make_keystone() {
    local folder=$1
    mkdir -p "$folder"
    # As few rounds as bcrypt has: passwords are checked all the time here.
    cat >"$folder/keystone.conf" <<END
[DEFAULT]
use_stderr = true
[database]
connection = sqlite:///$folder/keystone.sqlite
[fernet_tokens]
key_repository = $folder/fernet-keys
[fernet_receipts]
key_repository = $folder/receipt-keys
[credential]
key_repository = $folder/credential-keys
[identity]
password_hash_rounds = 4
[cache]
enabled = false
END
    manage "$folder" db_sync
    manage "$folder" fernet_setup --keystone-user "$(id -un)" --keystone-group "$(id -gn)"
    manage "$folder" credential_setup --keystone-user "$(id -un)" --keystone-group "$(id -gn)"
    manage "$folder" bootstrap --bootstrap-password "$keystone_password" --bootstrap-region-id RegionOne \
        --bootstrap-public-url "$keystone_url"
}

manage() {
    local folder=$1
    shift
    if ! "$venv/bin/keystone-manage" --config-file "$folder/keystone.conf" "$@" >"$folder/manage.log" 2>&1; then
        cat "$folder/manage.log"
        return 1
    fi
}

start_keystone() {
    local name=$1 folder=$2 port=$3
    shift 3
    launch "$name" "$port" "$venv/bin/python" -B tests/keystone/serve.py "$port" "$folder/keystone.conf" "$@"
}
