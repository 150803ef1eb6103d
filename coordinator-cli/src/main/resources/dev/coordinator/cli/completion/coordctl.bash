# Completion of coordctl for bash 4.3 and later: source <(coordctl completion bash)

_coordctl() {
  local line=${COMP_LINE:0:COMP_POINT} words=() word cut
  read -ra words <<<"$line"
  # What is to be completed: the word before the cursor, or an empty one after a blank.
  [[ $line == *[[:space:]] ]] && words+=('')
  word=${words[-1]}
  mapfile -t COMPREPLY < <("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null)
  COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
  # Bash replaces only what follows the last ':' or '='.
  cut=${word%"${word##*[=:]}"}
  COMPREPLY=("${COMPREPLY[@]#"$cut"}")
  # After '--option=' comes a value, without a blank between.
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
  return 0
}

complete -o bashdefault -o default -F _coordctl coordctl
