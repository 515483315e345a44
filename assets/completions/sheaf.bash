# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Completion of sheaf(1) in bash.

# Files, of which those whose names end with one of "|"-separated endings; folders always.
_sheaf_files() {
    local ending=${1:-} name
    compopt -o filenames 2>/dev/null
    while IFS= read -r name; do
        if [[ -d $name || -z $ending || $name =~ \.($ending)$ ]]; then
            COMPREPLY+=("$name")
        fi
    done < <(compgen -f -- "$word")
}

_sheaf_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
}

_sheaf() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        _sheaf_words "batch merge pack inspect help -h --help --version"
        return
    fi
    # --option=value comes as three words.
    if [ "$word" = "=" ]; then
        word=
    elif [ "$before" = "=" ]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    case ${COMP_WORDS[1]}:$before in
    help:*)
        [ "$COMP_CWORD" -ne 2 ] || _sheaf_words "batch merge pack inspect"
        return ;;
    pack:-o | pack:--output)
        _sheaf_files epub
        return ;;
    batch:-O | batch:--output-folder | merge:-O | merge:--output-folder)
        _sheaf_files "/"
        return ;;
    batch:-j | batch:--jobs)
        _sheaf_words "auto"
        return ;;
    batch:--timeout | batch:--memory | batch:--language)
        return ;;
    batch:--glossary | pack:--glossary | inspect:--glossary)
        _sheaf_files 'ya?ml|csv'
        return ;;
    pack:--meta | inspect:--meta)
        _sheaf_files 'ya?ml'
        return ;;
    batch:--list | pack:--list | inspect:--list)
        _sheaf_files 'txt|list|ndjson|jsonl'
        return ;;
    pack:--references)
        _sheaf_files 'json|bib'
        return ;;
    batch:--report | merge:--report | batch:--cover | pack:--cover)
        _sheaf_files
        return ;;
    batch:--device | pack:--device)
        _sheaf_words "kobo kindle phone tablet original any"
        return ;;
    batch:--sandbox | merge:--sandbox | pack:--sandbox | inspect:--sandbox)
        _sheaf_words "auto require off"
        return ;;
    batch:--shard)
        _sheaf_words auto
        return ;;
    pack:--group-by)
        _sheaf_words "folder date publication author none"
        return ;;
    pack:--sort)
        _sheaf_words "input title date author"
        return ;;
    batch:--shards | pack:--title | pack:--since | pack:--max-articles | pack:--max-size | pack:--language | \
        inspect:--language)
        return ;;
    esac
    case ${COMP_WORDS[1]}:$word in
    batch:-*)
        _sheaf_words "-O --output-folder --list -j --jobs --shard --shards --timeout --memory --resume --no-resume
            --prune --catalog --report --report-limit --language --glossary --cover --no-cover --device --grey
            --keep-location --strict
            --embed-references --sandbox --json -q --quiet -h --help" ;;
    merge:-*)
        _sheaf_words "-O --output-folder --partial --catalog --report --report-limit --sandbox -q --quiet -h --help" ;;
    pack:-*)
        _sheaf_words "-o --output -f --force --list --group-by --sort --since --max-articles --max-size --title
            --language --glossary --meta --cover --no-cover --device --grey --keep-location --strict --references
            --embed-references --sandbox --json -q --quiet -v --verbose -h --help" ;;
    inspect:-*)
        _sheaf_words "--json --tree --stdin-text --list --language --glossary --meta --keep-location --strict
            --sandbox -h --help" ;;
    batch:* | merge:* | pack:* | inspect:*)
        _sheaf_files ;;
    esac
}

complete -F _sheaf sheaf
