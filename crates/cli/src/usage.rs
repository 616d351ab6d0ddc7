//! What the command line says of itself.

pub(crate) const USAGE: &str = "\
Sightline shows what a name resolves to and where the packet goes in an AWS network with VPC
endpoints and PrivateLink, from any vantage point, and why.

usage:
  sightline import  INPUT... [-o FILE] [--report text|json]
  sightline trace   INPUT... --from VANTAGE --to TARGET[:PORT] [--format text|json|svg]
  sightline resolve INPUT... --from VANTAGE|--all --name NAME [--type A|AAAA] [--format text|json]
  sightline render  INPUT... [-o FILE] [--from VANTAGE --to TARGET[:PORT] [--animate]]
  sightline check   INPUT... [--format text|json]
  sightline matrix  INPUT... [--port N] [--format text|json|csv|summary]
  sightline cost    INPUT... [--gb-per-month N] [--format text|json]
  sightline redact  INPUT... [-o FILE] [--mapping FILE]
  sightline collect                       a script that asks the AWS CLI for an input

  sightline COMMAND --help says more; sightline --version says which one this is.

exit codes: 0 reachable, resolved, imported, drawn, as expected; 1 blocked, not resolved or not as
            expected; 2 bad input or usage; 3 undetermined or ambiguous
";

pub(crate) const INPUT: &str = "
INPUT is a Sightline topology (JSON), a CloudFormation template (YAML or JSON), Terraform's
configuration (*.tf), plan or state (JSON), or what the AWS CLI prints (describe-*.json,
list-*.json, ...); a folder or a .zip is all such files in it, - is standard input.
Several inputs become one network.
  --stack NAME=FILE      a template as the stack NAME; else a stack is called after its file
  --region REGION        the Region of the templates
  --param KEY=VALUE      the value of a parameter or a Terraform variable; STACK.KEY=VALUE for one
                         stack only, FOLDER.KEY=VALUE for one folder of several
  --lang en|ja           the language of texts
";
