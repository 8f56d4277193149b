# Completion of coach. The command that is typed is asked what can come next; to use it, put into
# ~/.config/fish/config.fish:
#   coach completions fish | source
function __coach_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    while set -q words[1]; and string match --quiet --regex '^\w+=' -- $words[1]
        set --erase words[1]
    end
    set -l command coach
    string match --quiet '*/coach' -- $words[1]; and set command (string replace --regex '^~/' "$HOME/" -- $words[1])
    set --erase words[1]
    set -l offers ($command completions fish -- $words "$current" 2>/dev/null)
    set -l kind "$offers[1]"
    set --erase offers[1]
    if contains -- "$kind" files folders
        # Behind --practice= the folder begins. A command that nobody knows is completed with files.
        set -l option (string match --regex '^--[^=]+=' -- "$current")
        set offers (complete --do-complete "coach-and-a-file "(string replace --regex '^--[^=]+=' '' -- "$current"))
        test "$kind" = folders; and set offers (string match --regex '^[^\t]*/(?:\t.*)?$' -- $offers)
        set offers "$option"$offers
    end
    test (count $offers) -gt 0; and printf '%s\n' $offers
end
complete --command coach --erase
complete --command coach --no-files --keep-order --arguments '(__coach_complete)'
