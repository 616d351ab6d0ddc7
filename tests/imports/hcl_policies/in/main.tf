# Policies speak of resources by what only AWS gives them: they are called by their names here.
provider "aws" {
  region = "cn-north-1"
}

variable "role" {}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_s3_bucket" "reports" {
  bucket = "reports-of-the-shop"
}

resource "aws_s3_bucket" "unnamed" {
  bucket_prefix = "shop-"
}

resource "aws_vpc_endpoint" "s3" {
  for_each     = toset(["all"])
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.cn-north-1.s3"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = ["${aws_s3_bucket.reports.arn}/*", aws_s3_bucket.unnamed.arn]
    }]
  })
}

# All of it is known.
resource "aws_s3_bucket_policy" "reports" {
  bucket = aws_s3_bucket.reports.id
  policy = <<-EOT
    {
      "Statement": {
        "Effect": "Deny", "Principal": "*", "Action": "s3:*",
        "Resource": "arn:aws-cn:s3:::${aws_s3_bucket.reports.id}/$${aws:username}/*",
        "Condition": {"StringNotEquals": {"aws:SourceVpce": "${aws_vpc_endpoint.s3["all"].id}"}}
      }
    }
  EOT
}

# One value is not: it is a variable that nothing fills in, and the reason is that one's.
resource "aws_s3_bucket_policy" "unnamed" {
  bucket = aws_s3_bucket.unnamed.id
  policy = data.aws_iam_policy_document.narrow.json
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
  statement {
    sid       = "List"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.unnamed.arn]
  }
}

data "aws_iam_policy_document" "narrow" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.unnamed.arn}/*"]
    principals {
      type        = "AWS"
      identifiers = [var.role]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpc"
      values   = [aws_vpc.main.id]
    }
  }
}
