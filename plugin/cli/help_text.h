/* Passages that the help of several commands shares. */
#ifndef ONR_CLI_HELP_TEXT_H
#define ONR_CLI_HELP_TEXT_H

#define ONR_HELP_DRAFTS \
    "FILE is a draft, a folder of drafts, or - for what is piped in. Of a folder,\n" \
    "the files that end in .txt, .md and the like are taken, in the order of their\n" \
    "names, without hidden ones and without those that git ignores. No draft is\n" \
    "ever sent anywhere; only check --fix changes one. What a file .onrecord beside\n" \
    "the drafts or above them sets is in force; `onrecord config --help` tells how to\n" \
    "write one.\n"

#define ONR_HELP_OPTIONS_DRAFTS \
    "  --profile NAME         whose standards decide how serious a finding is:\n" \
    "                         default, ap, reuters, nyt, bbc, npr or guardian; the\n" \
    "                         score stays the same\n" \
    "  --outlet NAME          the name of your own outlet, as drafts write it, so\n" \
    "                         that it is not taken for another one\n" \
    "  --encoding NAME        the encoding of the drafts where it is not UTF-8:\n" \
    "                         windows-1252, UTF-16, …; positions are those of the\n" \
    "                         file as it stands\n" \
    "  --stdin-filename NAME  what to call the draft that is piped in; its ending\n" \
    "                         tells the format\n"

#define ONR_HELP_OPTION_COLOR \
    "  --color WHEN           auto (on a terminal, unless NO_COLOR is set), always\n" \
    "                         or never\n"

#define ONR_HELP_OPTION_HELP \
    "  -h, --help             show this text\n"

#define ONR_HELP_CACHE \
    "Versions that were analyzed are kept in ~/.cache/onrecord (XDG_CACHE_HOME), for\n" \
    "you alone, so that the next time is quick. It may be deleted at any time.\n"

#endif
