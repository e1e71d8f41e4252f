"""Which addresses a stranger's URL may lead us to: only those anybody on the internet could reach.

A URL is given to us by whoever manages a business, and a request to it starts inside our network: without this, it would be
a way to the metadata of the machine and to everything beside it.
https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_GLOBAL_V6 = ip_network("2000::/3")
"""All that is handed out for use on the internet; maps of IPv4 and local forms are elsewhere."""
_NOT_PUBLIC = tuple(
    ip_network(net)
    for net in ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)  # fmt: skip
"""Special by the registries of IANA and not known as such to every Python: protocol assignments with Teredo, 6to4,
documentation. https://www.iana.org/assignments/iana-ipv6-special-registry/"""


def is_public(text: str) -> bool:
    address = plain(text)
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address) and address not in _GLOBAL_V6:
        return False
    return not any(address in net for net in _NOT_PUBLIC if net.version == address.version)


def is_loopback(text: str) -> bool:
    return plain(text).is_loopback


def plain(text: str) -> IPv4Address | IPv6Address:
    """The address meant: of an IPv4 address written as an IPv6 one, the IPv4 address."""
    address = ip_address(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
