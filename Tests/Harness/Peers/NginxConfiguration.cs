namespace Harness.Peers;

/// <summary>nginx as a gateway: our limits, and otherwise its own defaults.</summary>
internal static class NginxConfiguration
{
    /// <param name="folder">For everything it writes.</param>
    public static string For(int port, Uri upstream, string folder) =>
        $$"""
        daemon off;
        # Root's workers would otherwise lose the right to the folder; for anybody else nginx ignores this line.
        user root;
        worker_processes 1;
        pid {{folder}}/pid;
        error_log stderr error;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/client;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          client_max_body_size 8m;
          upstream origin {
            server {{upstream.Authority}};
            keepalive 64;
            keepalive_requests 1000000;
          }
          keepalive_requests 1000000;
          server {
            listen 127.0.0.1:{{port}};
            location / {
              proxy_pass http://origin;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $host;
              proxy_set_header X-Real-IP $remote_addr;
              proxy_set_header X-Forwarded-For $remote_addr;
              proxy_set_header X-Forwarded-Proto $scheme;
            }
          }
        }
        """;
}
