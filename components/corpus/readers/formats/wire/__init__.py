"""What newsrooms send each other: NewsML, NITF, ninjs, IPTC 7901, ANPA, and lists of addresses."""
