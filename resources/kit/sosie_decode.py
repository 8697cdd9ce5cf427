#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
"""Decrypts a backup of Sosie (*.sosie) without Sosie: Python 3.6 or later and the libcrypto of OpenSSL, nothing else.

Usage: sosie_decode.py FILE.sosie OUTPUT [PASSWORD_FILE]. Without PASSWORD_FILE the password is asked for. Writes OUTPUT and
OUTPUT.manifest.json, or nothing: what the file holds was neither altered nor cut. The form of the file: CONTAINER.md.
"""

import ctypes
import ctypes.util
import getpass
import hashlib
import hmac
import os
import sys
import unicodedata

BLOCK, TAG = 4096, 16


def stop(sentence):
    sys.exit(f"{sys.argv[1]}: {sentence}")


def libcrypto():
    for name in (ctypes.util.find_library("crypto"), "libcrypto.so.3", "libcrypto.so.1.1", "libcrypto-3.dll"):
        try:
            return ctypes.CDLL(name or "libcrypto.so")
        except OSError:
            continue
    sys.exit("The library libcrypto of OpenSSL was not found.")


def aes_gcm_open(library, key, nonce, bound, sealed):
    """The clear bytes, or None when the tag does not fit."""
    library.EVP_CIPHER_CTX_new.restype = library.EVP_aes_256_gcm.restype = ctypes.c_void_p
    context, length = ctypes.c_void_p(library.EVP_CIPHER_CTX_new()), ctypes.c_int()
    clear, size = ctypes.create_string_buffer(len(sealed)), len(sealed) - TAG
    try:
        good = library.EVP_DecryptInit_ex(context, ctypes.c_void_p(library.EVP_aes_256_gcm()), None, key, nonce)
        good &= library.EVP_DecryptUpdate(context, None, ctypes.byref(length), bound, len(bound))
        good &= library.EVP_DecryptUpdate(context, clear, ctypes.byref(length), sealed, size)
        good &= library.EVP_CIPHER_CTX_ctrl(context, 0x11, TAG, sealed[size:])
        good &= library.EVP_DecryptFinal_ex(context, ctypes.create_string_buffer(32), ctypes.byref(length)) > 0
    finally:
        library.EVP_CIPHER_CTX_free(context)
    return clear.raw[:size] if good else None


def hkdf(key, salt, info):
    return hmac.new(hmac.new(salt, key, "sha256").digest(), info + b"\x01", "sha256").digest()


def file_key(library, head, slot, password):
    """The key of the file, or None when the password does not open the slot."""
    kind, log_n, r, p = int.from_bytes(slot[:2], "big"), slot[2], *(int.from_bytes(slot[i:i + 4], "big") for i in (4, 8))
    if kind != 1 or hashlib.sha256(head + slot[:144]).digest() != slot[144:176]:
        return None
    if not (1 <= log_n <= 22 and 1 <= p <= 16 and 1 <= r and 128 * r << log_n <= 1 << 30):
        stop("its password would take more than 1 GiB of memory to try")
    derived = hashlib.scrypt(password, salt=slot[16:48], n=1 << log_n, r=r, p=p, dklen=32, maxmem=(1 << 30) + (1 << 26))
    mac = hmac.new(hkdf(derived, head[16:32], b"sosie container 1 header"), head + slot[:112], "sha256").digest()
    if not hmac.compare_digest(mac, slot[112:144]):
        return None
    return aes_gcm_open(library, hkdf(derived, head[16:32], b"sosie container 1 wrap"), slot[48:60], head, slot[60:108])


def decode(source, target, password):
    library, head = libcrypto(), source.read(BLOCK)
    if head[:8] != b"\x89SOSIE\r\n" or int.from_bytes(head[8:10], "big") != 1:
        stop("no encrypted backup of a version that is known here")
    head, digest = head[:40], head[40:72]
    if hashlib.sha256(head).digest() != digest:
        stop("its header was altered")
    slots = [source.read(BLOCK), source.read(BLOCK)]
    keys = [key for key in (file_key(library, head, slot, password) for slot in slots if any(slot)) if key]
    if not keys:
        stop("the password does not open it, or its header was altered")
    key, size = hkdf(keys[0], head[16:32], b"sosie container 1 chunks"), int.from_bytes(head[12:16], "big") + TAG
    total, number, held, written = os.fstat(source.fileno()).st_size, 0, b"", 0
    source.seek(4 * BLOCK)
    while source.tell() < total:
        sealed = source.read(size)
        nonce = head[32:39] + number.to_bytes(4, "big") + bytes([source.tell() >= total])
        clear = aes_gcm_open(library, key, nonce, digest, sealed)
        if clear is None:
            stop(f"altered or cut in chunk {number}")
        target.write(clear)
        held, written, number = (held + clear)[-TAG:], written + len(clear), number + 1
    payload, manifest = int.from_bytes(held[:8], "big"), int.from_bytes(held[8:], "big")
    if len(held) < TAG or payload + manifest + TAG != written:
        stop("its parts do not have the lengths it says")
    target.seek(payload)
    description = target.read(manifest)
    target.truncate(payload)
    return description


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    if len(sys.argv) == 4:
        with open(sys.argv[3], "rb") as file:
            password = file.read().rstrip(b"\r\n")
    else:
        password = getpass.getpass("Password: ").encode()
    try:
        password = unicodedata.normalize("NFC", password.decode()).encode()
    except UnicodeDecodeError:
        pass
    partial = sys.argv[2] + ".partial"
    try:
        with open(sys.argv[1], "rb") as source, open(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600),
                                                     "w+b") as target:
            manifest = decode(source, target, password)
        with open(os.open(sys.argv[2] + ".manifest.json", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(manifest)
        os.rename(partial, sys.argv[2])
    finally:
        if os.path.exists(partial):
            os.remove(partial)


if __name__ == "__main__":
    main()
