# Completion of coach. The command that is typed is asked what can come next; to use it, put into ~/.bashrc:
#   eval "$(coach completions bash)"
_coach() {
    local command=coach kind= offer
    case $1 in
        "~/"*/coach) command=$HOME/${1:2} ;;
        */coach) command=$1 ;;
    esac
    COMPREPLY=()
    while IFS= read -r offer; do
        if [[ -z $kind ]]; then kind=$offer; else COMPREPLY+=("$offer"); fi
    done < <("$command" completions bash -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    # An older bash, such as the one of macOS, lacks compopt: a blank too many, then.
    case $kind in
        beginnings) compopt -o nospace ;;
        files) compopt -o default ;;
        folders) compopt -o dirnames -o filenames ;;
    esac 2>/dev/null
}
complete -o nosort -F _coach coach 2>/dev/null || complete -F _coach coach
