#compdef coordctl
# Completion of coordctl for zsh: source <(coordctl completion zsh), after compinit; or as _coordctl in the fpath.

_coordctl() {
  local -a lines candidates
  lines=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  lines=("${(@)lines:#}")
  if (( ! ${#lines} )); then
    _files
    return
  fi
  # _describe takes word:about, and a colon within the word by a backslash.
  candidates=("${(@)lines//:/\\:}")
  candidates=("${(@)candidates//$'\t'/:}")
  _describe 'coordctl' candidates
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
  _coordctl "$@"
else
  compdef _coordctl coordctl
fi
