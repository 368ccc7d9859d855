# shellcheck shell=sh
# Source this in a login shell (bash, zsh, dash and their like): . <home>/etc/dispatcher.aliases.sh
# Then for instance: startDispatcher && tailDispatcher

# Where this file lies tells where Dispatcher is.
# shellcheck disable=SC3028,SC2128 # only bash has it, and its first entry is meant
if [ -n "$BASH_SOURCE" ]; then
    DISPATCHER_HOME=$BASH_SOURCE
elif [ -n "$ZSH_VERSION" ]; then
    DISPATCHER_HOME=$(eval 'print -r -- "${(%):-%x}"')
else
    # The others do not tell what they read, but have it open.
    for DISPATCHER_HOME in /proc/"$$"/fd/*; do
        DISPATCHER_HOME=$(readlink "$DISPATCHER_HOME")
        case $DISPATCHER_HOME in */dispatcher.aliases.sh) break ;; esac
    done
fi
DISPATCHER_HOME=$(dirname "$(dirname "$(readlink -f "$DISPATCHER_HOME")")")

if [ -x "$DISPATCHER_HOME/bin/dispatcher" ]; then
    alias startDispatcher='"$DISPATCHER_HOME/bin/dispatcher" start'
    alias stopDispatcher='"$DISPATCHER_HOME/bin/dispatcher" stop'
    alias tailDispatcher='"$DISPATCHER_HOME/bin/dispatcher" tail'
else
    echo "This shell does not tell where dispatcher.aliases.sh lies: no alias was made." >&2
fi
