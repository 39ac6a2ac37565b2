using System.Globalization;
using Deploy.Rendering;

namespace Deploy.Recipes.Nginx;

internal static class NginxConfiguration
{
    // It writes braces and $variables of its own.
    public static string Of(NginxInput input, InstanceName name) => $$"""
        # The edge of {{string.Join(", ", input.Domains)}} on {{input.Host.Host}}: TLS ends here, requests go to {{input.Resource}}.
        user www-data;
        worker_processes auto;
        worker_rlimit_nofile 16384;
        pid {{name.Runtime}}/nginx.pid;
        error_log stderr warn;

        events {
            worker_connections 4096;
        }

        http {
            include /etc/nginx/mime.types;
            default_type application/octet-stream;
            server_tokens off;
            sendfile on;
            tcp_nopush on;

            # The trace id that the gateway answers with finds the request's spans.
            log_format edge escape=json
                '{"time":"$time_iso8601","client":"$remote_addr","method":"$request_method","uri":"$uri","protocol":"$server_protocol",'
                '"status":$status,"bytes":$body_bytes_sent,"seconds":$request_time,"upstream":"$upstream_addr",'
                '"upstreamSeconds":"$upstream_response_time","trace":"$upstream_http_trace_id"}';
            access_log syslog:server=unix:/dev/log,nohostname,tag=edge edge;

            client_body_buffer_size 10k;
            client_header_buffer_size 1k;
            large_client_header_buffers 4 8k;
            client_max_body_size 8m;
            client_header_timeout 10s;
            client_body_timeout 10s;
            send_timeout 10s;
            keepalive_timeout 65s;
            reset_timedout_connection on;

            # A request for a WebSocket is passed on as one; any other upgrade is not, and its connection is kept: Connection is empty.
            map $http_upgrade $client_upgrade {
                default "";
                "~*^websocket$" websocket;
            }
            map $client_upgrade $client_connection {
                default "";
                websocket upgrade;
            }

            upstream {{input.Resource}} {
                zone {{input.Resource}} 64k;
                {{string.Join("\n        ", input.Upstreams.Select(upstream => $"server {upstream.Host.At(upstream.Port)} max_fails=2 fail_timeout=5s;"))}}
                # Idle connections kept per worker.
                keepalive 64;
                # Shorter than the gateway keeps them (130 s): it never closes one that a request is just going out on.
                keepalive_timeout 60s;
            }

            # A name that is not ours gets no certificate.
            server {
                listen 443 ssl default_server;
                listen [::]:443 ssl default_server;
                ssl_reject_handshake on;
            }

            server {
                listen 80 default_server;
                listen [::]:80 default_server;
                return 308 https://{{input.Domains[0]}}$request_uri;
            }
        {{string.Concat(input.Domains.Skip(1).Select(Redirect))}}
            server {
                listen 443 ssl;
                listen [::]:443 ssl;
                http2 on;
                server_name {{string.Join(' ', input.Domains)}};

                ssl_certificate {{name.Configuration}}/certificate.pem;
                ssl_certificate_key {{name.Configuration}}/key.pem;
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_prefer_server_ciphers off;
                ssl_session_cache shared:edge:10m;
                ssl_session_timeout 1d;
                ssl_session_tickets off;
                add_header Strict-Transport-Security "max-age=31536000" always;

                location / {
                    proxy_pass http://{{input.Resource}};
                    proxy_http_version 1.1;
                    proxy_set_header Upgrade $client_upgrade;
                    proxy_set_header Connection $client_connection;
                    proxy_set_header Host $host;
                    # What a client says of these is replaced, never passed on.
                    proxy_set_header X-Real-IP $remote_addr;
                    proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Proto https;
                    proxy_set_header X-Forwarded-Host $host;
                    proxy_set_header Forwarded "";
                    proxy_set_header traceparent "";
                    proxy_set_header tracestate "";
                    proxy_connect_timeout 5s;
                    proxy_send_timeout 60s;
                    proxy_read_timeout 60s;
                    # To the next one if this cannot be reached; never a POST that has been sent (no non_idempotent).
                    proxy_next_upstream error timeout;
                    proxy_next_upstream_tries 2;
                    proxy_next_upstream_timeout 10s;
                }

                # What nginx itself refuses is told as the gateway tells it; what the gateway answers is passed on.
                error_page 413 @too-large;
                # nginx's own number for headers that are too large.
                error_page 494 @headers-too-large;
                error_page 502 @bad-gateway;
                error_page 504 @gateway-timeout;
        {{Problem("too-large", 413, "Content Too Large")}}
        {{Problem("headers-too-large", 431, "Request Header Fields Too Large")}}
        {{Problem("bad-gateway", 502, "Bad Gateway")}}
        {{Problem("gateway-timeout", 504, "Gateway Timeout")}}
            }
        }

        """;

    private static string Redirect(string domain) => $$"""

            server {
                listen 80;
                listen [::]:80;
                server_name {{domain}};
                return 308 https://{{domain}}$request_uri;
            }

        """;

    private static string Problem(string name, int status, string title) => string.Create(CultureInfo.InvariantCulture, $$"""
                location @{{name}} {
                    default_type application/problem+json;
                    return {{status}} '{"type":"about:blank","title":"{{title}}","status":{{status}}}';
                }
        """);
}
