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

pub(crate) const IMPORT: &str = "\
usage: sightline import INPUT... [-o FILE] [--report text|json]

Reads the inputs into one topology and says what was understood, assumed, ignored and unresolved.
Without -o and --report the topology goes to standard output, else the report does.

  -o, --output FILE      where the topology goes; - is standard output
  --report text|json     the form of the report
";

pub(crate) const TRACE: &str = "\
usage: sightline trace INPUT... --from VANTAGE --to TARGET[:PORT]

Answers whether a packet gets there and back, and names the rule behind every decision.

  --from VANTAGE         a resource's id, name or the end of its id, a subnet, a site, or internet
  --to TARGET[:PORT]     a DNS name, an address, or a resource
  --port PORT            the port, where it is not in the target
  --protocol PROTOCOL    tcp (the default), udp, icmp or a number
  --source-ip ADDRESS    the source address of internet or a site
  --source-port PORT     the source port, 50000 unless given
  --action ACTION        what is asked of an AWS service, as s3:GetObject; policies judge it
  --arn ARN              the resource it is asked for, as arn:aws:s3:::bucket/key
  --principal WHO        who asks: an ARN, an account's number, a service's name, or anonymous
  --format text|json|svg text is for people; json is sightline.trace/1; svg is a picture
";

pub(crate) const RESOLVE: &str = "\
usage: sightline resolve INPUT... --from VANTAGE|--all --name NAME

Answers what a name resolves to, from one vantage or from all.

  --from VANTAGE         as in sightline trace
  --all                  every instance and site, a subnet of each VPC without instances, internet
  --name NAME            the name
  --type A|AAAA          the type of record, A unless given
  --format text|json     text is for people
";

pub(crate) const RENDER: &str = "\
usage: sightline render INPUT... [-o FILE] [--from VANTAGE --to TARGET[:PORT] [--animate]]

Draws the network as an SVG that stands alone; with a question, the answer is drawn over it. For
other programs it draws the same network as a Mermaid flowchart or a draw.io file, without answer.

  -o, --output FILE      where the picture goes, instead of standard output
  --format svg|mermaid|drawio
                         what is drawn; else FILE says so (.mmd, .drawio)
  --from, --to, --port, --protocol, --source-ip, --source-port, --action, --arn, --principal
                         a question, as in sightline trace
  --animate              the answer plays, without script
  --theme light|dark     light unless given
";
