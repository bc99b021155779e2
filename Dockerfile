# The toolchain as a container, for hosts that are not Debian:
#   docker build -t earshot .
#   docker run --rm -it -p 8080:8080 -v "$PWD":/earshot earshot ./dev serve
FROM debian:trixie
COPY scripts/packages.txt /packages.txt
RUN sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/debian.sources && apt-get update && \
    apt-get install -y --no-install-recommends $(grep -v '^#' /packages.txt)
WORKDIR /earshot
