# Completion of coordctl for fish: coordctl completion fish > ~/.config/fish/completions/coordctl.fish

function __coordctl_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    $words[1] complete -- $words[2..-1] "$last" 2>/dev/null
end

complete -c coordctl -f -a '(__coordctl_complete)'
# Where coordctl offers nothing, such as after backup save, files are meant.
complete -c coordctl -F -n 'test -z "$(__coordctl_complete)"'
