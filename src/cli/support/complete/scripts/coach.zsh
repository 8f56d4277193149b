#compdef coach
# Completion of coach. The command that is typed is asked what can come next; to use it, put into ~/.zshrc:
#   eval "$(coach completions zsh)"
_coach() {
    local command=coach current=$PREFIX kind offer
    local -a offers whole open
    [[ ${(Q)words[1]} == */coach ]] && command=${~${(Q)words[1]}}
    # Inside of a quote what is typed stands as it is.
    [[ -n $compstate[quote] ]] || current=${(Q)PREFIX}
    offers=("${(@f)$("$command" completions zsh -- "${(@Q)words[2,CURRENT-1]}" "$current" 2>/dev/null)}")
    kind=$offers[1]
    shift offers
    case $kind in
        files | folders)
            [[ $PREFIX == --*=* ]] && compset -P '--*='
            if [[ $kind == files ]]; then _files; else _files -/; fi
            return
            ;;
    esac
    for offer in $offers; do
        if [[ $offer == '='* ]]; then open+=("${offer#=}"); else whole+=("${offer# }"); fi
    done
    (( $#whole )) && _describe -V coach whole
    (( $#open )) && _describe -V coach open -S ''
}
if [[ $funcstack[1] == _coach ]]; then
    _coach "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _coach coach
fi
