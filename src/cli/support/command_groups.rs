//! `commands! { New(new), List(list) }`: the commands of a group, each a variant and the module that holds its `Args` and its `run`.

/// With a doc comment and `group;` in front, the group is a command itself, and the comment is its help.
macro_rules! commands {
    ($(#[$about:meta])* group; $($(#[$attribute:meta])* $variant:ident($module:ident)),+ $(,)?) => {
        $(#[$about])*
        #[derive(Debug, clap::Args)]
        pub struct Args {
            #[command(subcommand)]
            command: Command,
        }

        pub fn run(args: Args, context: &crate::cli::support::context::Context) -> anyhow::Result<()> {
            args.command.run(context)
        }

        commands! { $($(#[$attribute])* $variant($module)),+ }
    };
    ($($(#[$attribute:meta])* $variant:ident($module:ident)),+ $(,)?) => {
        // Boxed, because the arguments of one command are a dozen times as large as those of another.
        #[derive(Debug, clap::Subcommand)]
        enum Command {
            $($(#[$attribute])* $variant(Box<$module::Args>)),+
        }

        impl Command {
            fn run(self, context: &crate::cli::support::context::Context) -> anyhow::Result<()> {
                match self {
                    $(Self::$variant(args) => $module::run(*args, context)),+
                }
            }

            /// The arguments of one of the commands, as they are in the tree of all; `None` where no command is called so.
            #[allow(dead_code, reason = "only the commands at the top are asked for one by one")]
            fn build_one(word: &str) -> Option<clap::Command> {
                // A name with a dash is none of a module: nobody types those.
                $(if word == stringify!($module) && !word.contains('_') {
                    let command = clap::Command::new(stringify!($module));
                    return Some(<$module::Args as clap::Args>::augment_args(command));
                })+
                None
            }
        }
    };
}
