# Completion of coach. The command that is typed is asked what can come next; to use it, put into ~/.config/elvish/rc.elv:
#   eval (coach completions elvish | slurp)
use str
set edit:completion:arg-completer[coach] = {|@words|
    var current = $words[-1]
    var kind = ''
    # A practice that can't be read offers nothing, and the line stays as it is.
    try { (external coach) completions elvish -- (all $words[1..]) 2>/dev/null } catch { nop } | each {|line|
        if (eq $kind '') {
            set kind = $line
        } else {
            var word help = (str:split &max=2 "\t" $line[1..])
            var shown = $word
            if (not-eq $help '') { set shown = $word' ('$help')' }
            edit:complex-candidate $word &display=$shown &code-suffix=(if (str:has-prefix $line '=') { put '' } else { put ' ' })
        }
    }
    if (or (eq $kind files) (eq $kind folders)) {
        # Behind --practice= the folder begins.
        var option path = '' $current
        if (and (str:has-prefix $current --) (str:contains $current '=')) {
            var at = (+ 1 (str:index $current '='))
            set option path = $current[..$at] $current[$at..]
        }
        edit:complete-filename $path | each {|found|
            if (or (eq $kind files) (str:has-suffix $found[stem] '/')) {
                edit:complex-candidate $option$found[stem] &display=$found[stem] &code-suffix=$found[code-suffix]
            }
        }
    }
}
