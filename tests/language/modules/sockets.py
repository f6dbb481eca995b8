"""_socket and socket: connections, datagrams, messages, timeouts, addresses, options; asyncio over them."""
import array
import asyncio
import errno
import gc
import os
import socket
import struct
import tempfile
import time
import warnings


def shown(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


a, b = socket.socketpair()
print(a.family, a.type, a.proto, a.gettimeout(), a.getblocking(), repr(a).split(" fd=")[0], a.getsockname(), a.getpeername())
print(a.send(b"hello"), b.recv(3), b.recv(100), a.sendall(bytearray(b"more")), b.recv_into(memoryview(bytearray(10))))
buffer = bytearray(4)
a.sendall(b"abcdef")
print(b.recv_into(buffer, 2), buffer, b.recv_into(buffer), buffer)
for f in (lambda: b.recv(-1), lambda: b.recv_into(b"x"), lambda: b.recv_into(buffer, 9), lambda: b.recv_into(buffer, -1),
          lambda: a.send("x"), lambda: a.sendto(b"x"), lambda: b.recv("x"), lambda: a.settimeout(-1), lambda: a.settimeout("x")):
    print(shown(f))
b.settimeout(0.05)
start = time.monotonic()
print(b.gettimeout(), b.timeout, shown(lambda: b.recv(1)), 0.04 < time.monotonic() - start < 5)
b.setblocking(False)
print(b.gettimeout(), b.getblocking(), shown(lambda: b.recv(1)))
b.setblocking(True)
a.settimeout(0.1)
print(shown(lambda: [a.send(b"x" * 65536) for _ in range(1000)]))
a.close()
print(a.fileno(), shown(lambda: a.send(b"x")), repr(a), a.close())
b.close()

# Descriptors travel in messages.
a, b = socket.socketpair()
r, w = os.pipe()
print(a.sendmsg([b"one", b"two"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [w]))]))
data, ancillary, flags, address = b.recvmsg(100, socket.CMSG_LEN(4))
print(data, [(level, kind, len(item)) for level, kind, item in ancillary], flags, address)
passed = struct.unpack("i", ancillary[0][2])[0]
print(os.write(passed, b"x"), os.read(r, 1))
for fd in (r, w, passed):
    os.close(fd)
a.send(b"abcdefgh")
parts = [bytearray(3), bytearray(3)]
print(b.recvmsg_into(parts), parts)
for f in (lambda: a.sendmsg(5), lambda: a.sendmsg([b"x"], 5), lambda: a.sendmsg([b"x"], [1]), lambda: a.sendmsg([b"x"], [(1, 2)]),
          lambda: b.recvmsg(-1), lambda: b.recvmsg(1, -1), lambda: a.sendmsg(["x"])):
    print(shown(f)[0])
print(socket.CMSG_LEN(4), socket.CMSG_SPACE(4), shown(lambda: socket.CMSG_LEN(-1)))
print(a.shutdown(socket.SHUT_WR), b.recv(10), b.recv(10))
fd = a.detach()
print(a.fileno(), fd >= 0)
c = socket.socket(fileno=fd)
print(c.family, c.type, c.proto)
c.close()
b.close()

# Connections over the loopback.
server = socket.create_server(("127.0.0.1", 0))
host, port = server.getsockname()
client = socket.create_connection((host, port), timeout=5)
peer, address = server.accept()
print(host, address == client.getsockname(), client.getpeername() == (host, port), client.gettimeout(), peer.gettimeout())
client.sendall(b"line\nrest")
file = peer.makefile("rb")
print(file.readline())
print(client.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM, client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1))
print(client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0, len(client.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
print(client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 0, 0)), shown(lambda: client.getsockopt(1, 2, -1)))
client.close()
print(file.read())
file.close()
peer.close()
server.close()
closed = socket.socket()
print(shown(lambda: closed.connect((host, port))), closed.connect_ex((host, port)) == errno.ECONNREFUSED)
for address in (5, ("x",), ("127.0.0.1", 70000), ("127.0.0.1", -1), ("127.0.0.1", "x"), (5, 5), ("a\0b", 5)):
    print(shown(lambda: closed.connect(address)))
closed.close()

d1, d2 = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
d1.bind(("", 0))
port = d1.getsockname()[1]
print(d1.getsockname()[0], d2.sendto(b"datagram", ("127.0.0.1", port)), d1.recvfrom(100)[0], d2.sendto(b"x", 0, ("localhost", port)))
data, sender = d1.recvfrom_into(buffer)
print(data, sender == ("127.0.0.1", d2.getsockname()[1]))
d1.close()
d2.close()

path = tempfile.mktemp()
with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
    server.bind(path)
    server.listen()
    print(server.getsockname() == path, client.connect(os.fsencode(path)), shown(lambda: client.connect("x" * 200)))
    peer, address = server.accept()
    print(repr(address), client.sendall(b"unix"), peer.recv(10))
    peer.close()
os.unlink(path)
with socket.socket(socket.AF_UNIX) as server:
    server.bind(b"\0ophion-%d" % os.getpid())
    print(server.getsockname()[:8])

print(socket.inet_aton("1.2.3.4"), socket.inet_ntoa(b"\1\2\3\4"), socket.inet_pton(socket.AF_INET6, "::1"), socket.inet_ntop(socket.AF_INET6, bytes(16)))
print(socket.htons(1), socket.htonl(1), socket.ntohs(256), socket.ntohl(1 << 24))
for f in (lambda: socket.htons(-1), lambda: socket.htons(1 << 16), lambda: socket.htonl(1 << 32), lambda: socket.htonl(-1),
          lambda: socket.htonl("x"), lambda: socket.inet_aton("x"), lambda: socket.inet_ntoa(b"x"), lambda: socket.inet_pton(2, "x"),
          lambda: socket.inet_pton(99, "x"), lambda: socket.inet_ntop(2, b"x"), lambda: socket.inet_ntop(99, b"x"),
          lambda: socket.inet_aton(5), lambda: socket.if_nametoindex("no such"), lambda: socket.if_indextoname(0)):
    print(shown(f))
print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM), socket.getaddrinfo("::1", "5", 0, 0, 17))
print(socket.getaddrinfo(None, 0, socket.AF_INET, socket.SOCK_STREAM, 0, socket.AI_PASSIVE))
print(shown(lambda: socket.getaddrinfo("x", 80, flags=socket.AI_NUMERICHOST)), shown(lambda: socket.getaddrinfo(5, 5)), shown(lambda: socket.getaddrinfo("x", 1.5)))
print(socket.gethostbyname("127.0.0.1"), socket.gethostbyname("<broadcast>"), socket.gethostbyname(""), socket.gethostbyname("localhost"))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV), shown(lambda: socket.getnameinfo(5, 0)))
print(issubclass(socket.gaierror, OSError), socket.gaierror.__module__, socket.timeout is TimeoutError, socket.error is OSError)
print(socket.gethostname() == os.uname().nodename, shown(lambda: socket.getservbyname("no-such-service")), shown(lambda: socket.getservbyport(-1)))

print(socket.getdefaulttimeout(), socket.setdefaulttimeout(2.5), socket.getdefaulttimeout())
with socket.socket() as s:
    print(s.gettimeout(), s.getblocking())
socket.setdefaulttimeout(None)
for options in ({"fileno": -1}, {"fileno": 1.5}, {"fileno": "x"}, {"fileno": 12345}, {"family": "x"}, {"family": 9999}):
    print(options, shown(lambda: socket.socket(**options)))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    s = socket.socket()
    del s
    gc.collect()
    print([(w.category.__name__, str(w.message)[:25]) for w in caught])


async def tasks():
    queue = asyncio.Queue(1)

    async def produce():
        for i in range(3):
            await queue.put(i)
            await asyncio.sleep(0.001)

    async def consume():
        return [await queue.get() for _ in range(3)]

    print(await asyncio.gather(produce(), consume()))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError:
        print("timed out")
    a, b = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=a)
    reader2, writer2 = await asyncio.open_connection(sock=b)
    writer.write(b"hello\n")
    print(await reader2.readline())
    writer.close()
    print(await reader2.read())
    writer2.close()

    async def serve(reader, writer):
        writer.write((await reader.readline()).upper())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"shout\n")
    print(await reader.read())
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(tasks())
