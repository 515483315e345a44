# SPDX-License-Identifier: MIT
# Completion of sheaf(1) in fish.

complete -c sheaf -n __fish_use_subcommand -f
complete -c sheaf -n __fish_use_subcommand -s h -l help -d 'Show the help'
complete -c sheaf -n __fish_use_subcommand -l version -d 'Show the version'
complete -c sheaf -n __fish_use_subcommand -a pack -d 'Pack articles into a book'
complete -c sheaf -n __fish_use_subcommand -a inspect -d 'Say what is understood of an article'
complete -c sheaf -n __fish_use_subcommand -a help -d 'Show the help of a command'

complete -c sheaf -n '__fish_seen_subcommand_from pack' -s o -l output -r -F -d 'Write the book to FILE'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -s f -l force -d 'Replace FILE if it is there'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l list -r -F -d 'Pack what this list names'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l title -x -d 'Give the book this title'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l language -x -d 'Take this for the language of the articles'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l glossary -r -F -d 'Explain the terms of this file'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l meta -r -F -d 'Take corrections from this sidecar'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l cover -r -F -d 'Take this picture for the cover'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l no-cover -d 'Make a book without a cover'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l device -x -a 'kobo kindle phone tablet original any' -d 'Make pictures fit'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l grey -d 'Make pictures grey, for e-ink'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l keep-location -d 'Credit photos with where they were taken'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l references -r -F -d 'Write the references to FILE'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l embed-references -d 'Put the references into the book as files'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -l json -d 'Report in JSON'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -s q -l quiet -d 'Print errors only'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -s v -l verbose -d 'Print all notes'
complete -c sheaf -n '__fish_seen_subcommand_from pack' -s h -l help -d 'Show this help'

complete -c sheaf -n '__fish_seen_subcommand_from inspect' -l json -d 'Print a line of JSON for each article'
complete -c sheaf -n '__fish_seen_subcommand_from inspect' -l tree -d 'Print the tree of nodes'
complete -c sheaf -n '__fish_seen_subcommand_from inspect' -l stdin-text -d 'Take each line of standard input for an article'
complete -c sheaf -n '__fish_seen_subcommand_from inspect' -l language -x -d 'Take this for the language of the articles'
complete -c sheaf -n '__fish_seen_subcommand_from inspect' -l glossary -r -F -d 'Explain the terms of this file'
complete -c sheaf -n '__fish_seen_subcommand_from inspect' -l meta -r -F -d 'Take corrections from this sidecar'
complete -c sheaf -n '__fish_seen_subcommand_from inspect' -l keep-location -d 'Say where photos were taken'
complete -c sheaf -n '__fish_seen_subcommand_from inspect' -s h -l help -d 'Show this help'

complete -c sheaf -n '__fish_seen_subcommand_from help' -f -a 'pack inspect'
