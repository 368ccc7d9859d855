# Source this in a login shell: . <home>/etc/dispatcher.aliases.sh
# Then for instance: startDispatcher && tailDispatcher
_dispatcher=$(cd "$(dirname "${BASH_SOURCE:-$0}")/.." && pwd)
alias startDispatcher="'$_dispatcher/bin/dispatcher' start"
alias stopDispatcher="'$_dispatcher/bin/dispatcher' stop"
alias tailDispatcher="tail -F '$_dispatcher/data/log/dispatcher.log'"
unset _dispatcher
